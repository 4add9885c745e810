import { describe, expect, it } from 'vitest';
import { docOf, propertySet } from '../build-compound.ts';
import { individual, inspect } from '../build-documents.ts';
import { cryptoApiKind, rc4Kind } from '../build-encrypted.ts';
import { encryptedDoc, hiddenProperties } from '../build-encrypted-97.ts';

const text = `個人番号 ${individual()} ${'あ'.repeat(900)}`;

describe('an encrypted doc', () => {
  it.each([
    ['RC4', rc4Kind('ひみつ')],
    ['CryptoAPI', cryptoApiKind('ひみつ')],
  ])('is read with its password: %s', async (_, kind) => {
    const bytes = encryptedDoc(docOf(text), kind);
    const report = await inspect(bytes, { password: 'ひみつ' });
    expect(report).toMatchObject({ type: 'doc', inspected: true });
    expect(report.text).toContain(text);
    expect(await inspect(bytes)).toMatchObject({ inspected: false, lock: 'wanted' });
    expect(await inspect(bytes, { password: 'x' })).toMatchObject({ lock: 'wrong', findings: [] });
  });

  it('gives properties that are hidden', async () => {
    const kind = cryptoApiKind('a', { keepsProperties: false });
    const hidden = hiddenProperties({ '\u0005SummaryInformation': propertySet(['題名']) }, kind);
    const bytes = encryptedDoc(docOf(text, {}, { encryption: hidden }), kind);
    expect((await inspect(bytes, { password: 'a' })).text).toContain('題名');
  });

  it.each([
    ['obfuscated by XOR', docOf(text, { flags: 0x8100 })],
    ['with a header of nobody', docOf(text, { flags: 0x0100 })],
  ])('is not opened here %s', async (_, bytes) => {
    expect(await inspect(bytes, { password: 'a' })).toMatchObject({
      inspected: false,
      why: 'encrypted',
      lock: 'useless',
    });
  });
});
