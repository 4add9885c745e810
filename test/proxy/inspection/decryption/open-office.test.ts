import { describe, expect, it } from 'vitest';
import { knownPassword } from '../../../../proxy/inspection/decryption/open-office.ts';
import { compoundOf, number16, number32 } from '../build-compound.ts';
import { docxOf, individual, inspect, paragraph, sheetData, xlsxOf } from '../build-documents.ts';
import { agileOf, standardOf } from '../build-encrypted.ts';

const number = individual();
const document = await docxOf(paragraph(`個人番号 ${number} ${'あ'.repeat(9000)}`));
const book = await xlsxOf({ 名簿: sheetData([['個人番号'], [number]]) });

describe.each([
  ['agile', (content: Uint8Array, password: string) => agileOf(content, password)],
  [
    'agile, CFB',
    (content: Uint8Array, password: string) => agileOf(content, password, { chaining: 'CFB' }),
  ],
  ['standard', standardOf],
])('an encrypted document of Office, %s', (_, encrypt) => {
  it('is read with its password, and is what it holds', async () => {
    const report = await inspect(encrypt(document, 'ひみつ123'), { password: 'ひみつ123' });
    expect(report).toMatchObject({ type: 'encrypted-office', inspected: true });
    expect(report.lock).toBe(undefined);
    expect(report.findings).toMatchObject([{ kind: 'individual-number' }]);
  });

  it('tells the place in a sheet', async () => {
    const report = await inspect(encrypt(book, 'a'), { password: 'a' });
    expect(report.findings).toMatchObject([{ place: { sheet: '名簿', cell: 'A2' } }]);
  });

  it('wants one without it, and says a wrong one is wrong', async () => {
    const bytes = encrypt(document, 'ひみつ');
    const shut = { inspected: false, why: 'encrypted', findings: [] };
    expect(await inspect(bytes)).toMatchObject({ ...shut, lock: 'wanted' });
    expect(await inspect(bytes, { password: 'ひみ' })).toMatchObject({ ...shut, lock: 'wrong' });
  });

  it('needs none where Office needs none', async () => {
    expect(await inspect(encrypt(document, knownPassword))).toMatchObject({ inspected: true });
  });
});

describe('an encrypted document of Office', () => {
  it('is not whole where it was changed afterwards', async () => {
    const bytes = agileOf(await docxOf(paragraph('a'.repeat(9000))), 'a', { isChanged: true });
    const report = await inspect(bytes, { password: 'a' });
    expect(report.inspected).not.toBe(true);
    expect(report.why).toBe('broken');
  });

  it.each([
    ['the key of a certificate', agileOf(document, 'a', { keyEncryptor: 'certificate' })],
    ['a hundred million turns', withTurns(agileOf(document, 'a', { spins: 0 }))],
    ['rights management', compoundOf({ EncryptedPackage: new Uint8Array(64) })],
    [
      'a version of nobody',
      compoundOf({
        EncryptionInfo: Buffer.concat([number16(4), number16(3), number32(0), new Uint8Array(90)]),
        EncryptedPackage: new Uint8Array(64),
      }),
    ],
  ])('cannot be opened by a password: %s', async (_, bytes) => {
    expect(await inspect(bytes, { password: 'a' })).toMatchObject({
      inspected: false,
      why: 'encrypted',
      lock: 'useless',
    });
  });

  it('is stopped where it says to be larger than anything may be', async () => {
    const bytes = agileOf(document, 'a');
    const limits = { bytesOfEntry: 1000 };
    expect(await inspect(bytes, { password: 'a', limits })).toMatchObject({ why: 'too-large' });
  });
});

/** The description is as long as before. */
function withTurns(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  return Buffer.from(
    text.replace('spinCount="0" saltSize="16"', 'spinCount="100000000"'.padEnd(27)),
    'latin1',
  );
}
