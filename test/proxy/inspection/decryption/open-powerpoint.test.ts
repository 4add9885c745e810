import { describe, expect, it } from 'vitest';
import { propertySet } from '../build-compound.ts';
import { individual, inspect } from '../build-documents.ts';
import { cryptoApiKind, rc4Kind } from '../build-encrypted.ts';
import { documentRecord, encryptedPpt, hiddenProperties, slideOf } from '../build-encrypted-97.ts';

const objects = () => [documentRecord(), slideOf('表紙'), slideOf(`個人番号 ${individual()}`)];

describe('an encrypted ppt', () => {
  it('is read slide by slide with its password', async () => {
    const bytes = encryptedPpt(objects(), cryptoApiKind('ひみつ'));
    const report = await inspect(bytes, { password: 'ひみつ' });
    expect(report).toMatchObject({ type: 'ppt', inspected: true });
    expect(report.findings).toMatchObject([{ place: { slide: 2 } }]);
    expect(await inspect(bytes)).toMatchObject({ inspected: false, lock: 'wanted' });
    expect(await inspect(bytes, { password: 'x' })).toMatchObject({ lock: 'wrong', findings: [] });
  });

  it('is read with the old key too', async () => {
    const bytes = encryptedPpt(objects(), rc4Kind('a'));
    expect(await inspect(bytes, { password: 'a' })).toMatchObject({ inspected: true });
  });

  it('gives properties that are hidden', async () => {
    const kind = cryptoApiKind('a', { keepsProperties: false });
    const hidden = hiddenProperties({ '\u0005SummaryInformation': propertySet(['題名']) }, kind);
    const bytes = encryptedPpt(objects(), kind, { EncryptedSummary: hidden });
    expect((await inspect(bytes, { password: 'a' })).text).toContain('題名');
  });

  it('does not follow what leads in a circle, or out of the file', async () => {
    const bytes = Buffer.from(encryptedPpt(objects(), cryptoApiKind('a')));
    const edit = bytes.indexOf(Buffer.from([0, 0, 0xf5, 0x0f]));
    for (const where of [edit + 16, edit + 20]) {
      const lying = Buffer.from(bytes);
      lying.writeUInt32LE(0xfffffff0, where);
      expect(await inspect(lying, { password: 'a' })).toMatchObject({ why: 'broken' });
    }
  });
});
