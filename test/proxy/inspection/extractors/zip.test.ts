import { describe, expect, it } from 'vitest';
import {
  docxOf,
  encoded,
  foundIn,
  individual,
  inspect,
  paragraph,
  utf8,
  zipOf,
} from '../build-documents.ts';

const text = `個人番号 ${individual()}\n`;

describe('zip', () => {
  it('tells the path of the entry, also of archives in archives', async () => {
    const inner = await zipOf({ '名簿.txt': text });
    expect(await foundIn(await zipOf({ 'a/b.txt': text, '中.zip': inner }))).toEqual([
      'individual-number at {"entry":["a/b.txt"],"line":1}',
      'individual-number at {"entry":["中.zip","名簿.txt"],"line":1}',
    ]);
  });

  it('reads names in Shift_JIS', async () => {
    expect(
      (await inspect(await zipOf({ '世帯一覧表.txt': 'なし' }, { rawNames: true }))).text,
    ).toContain('世帯一覧表.txt');
  });

  it('looks at names and comments', async () => {
    expect(await foundIn(await zipOf({ '【部外秘】計画.txt': 'なし' }))).toEqual([
      'mark at {"entry":["【部外秘】計画.txt"],"corner":"name"}',
    ]);
    expect(await foundIn(await zipOf({ 'a.txt': 'なし' }, { comment: text }))).toEqual([
      'individual-number at {"corner":"comment"}',
    ]);
  });

  it('reads documents in it', async () => {
    const document = await docxOf(paragraph(text));
    expect(await foundIn(await zipOf({ 'a.docx': document }))).toEqual([
      'individual-number at {"entry":["a.docx"]}',
    ]);
  });

  it.each([
    [
      'encrypted',
      zipOf({ 'a.txt': text }, { password: 'x' }),
      { inspected: false, why: 'encrypted' },
    ],
    [
      'with a picture of a kind that nothing reads',
      zipOf({
        'a.txt': 'a',
        'b.heic': Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
      }),
      { inspected: 'partly', why: 'unknown-format' },
    ],
    [
      'with bytes before it',
      zipOf({ 'a.txt': 'a' }).then((bytes) => Buffer.concat([utf8('secret'), bytes])),
      { inspected: 'partly', why: 'broken' },
    ],
    [
      'cut',
      zipOf({ 'a.txt': text }).then((bytes) => bytes.subarray(0, 60)),
      { inspected: false, why: 'truncated' },
    ],
  ])('is not clean: %s', async (_, bytes, report) => {
    expect(await inspect(await bytes)).toMatchObject(report);
  });

  it.each([
    ['too deep', { depth: 1 }, 'too-deep'],
    ['too many entries', { entries: 2 }, 'too-many-entries'],
    ['too large', { bytesOut: 1000 }, 'too-large'],
    ['a ratio that no text has', { ratioFrom: 100, ratio: 10 }, 'ratio'],
  ])('stops: %s', async (_, limits, why) => {
    const inner = await zipOf({ 'b.txt': 'a'.repeat(50_000) });
    const bytes = await zipOf({
      'a.txt': 'a',
      'b.txt': 'b',
      'c.zip': await zipOf({ 'd.zip': inner }),
    });
    const report = await inspect(bytes, { limits });
    expect(report.inspected).not.toBe(true);
    expect(report.why).toBe(why);
  });
});

describe('an encrypted zip', () => {
  const locked = (password: string | Uint8Array, isAes = false) =>
    zipOf({ '名簿.txt': text }, { password, isAes });
  it.each([
    ['ZipCrypto', locked(utf8('ひみつ'))],
    ['AES', locked('ひみつ', true)],
    ['ZipCrypto, a password in Shift_JIS', locked(encoded('ひみつ', 'SJIS'))],
    ['AES, a password in Shift_JIS', locked(encoded('ひみつ', 'SJIS'), true)],
  ])('is read with its password: %s', async (_, made) => {
    const bytes = await made;
    const report = await inspect(bytes, { password: 'ひみつ' });
    expect(report).toMatchObject({
      inspected: true,
      findings: [{ place: { entry: ['名簿.txt'] } }],
    });
    expect(report.lock).toBe(undefined);
    expect(await inspect(bytes)).toMatchObject({ inspected: false, lock: 'wanted' });
    expect(await inspect(bytes, { password: 'ひみ' })).toMatchObject({
      lock: 'wrong',
      findings: [],
    });
  });

  it('is never clean by chance: one in 256 wrong passwords looks right at first', async () => {
    const bytes = await locked('right');
    for (let at = 0; at < 600; at++) {
      const report = await inspect(bytes, { password: `wrong ${at}`, withText: false });
      expect(report).toMatchObject({ inspected: false, lock: 'wrong' });
    }
  });

  it('opens what is encrypted in it with the same password', async () => {
    const inner = await zipOf({ 'a.txt': text }, { password: 'p' });
    const outer = await zipOf({ 'b.txt': 'clear', 'inner.zip': inner }, { password: 'p' });
    expect(await inspect(outer, { password: 'p' })).toMatchObject({ inspected: true });
    const other = await zipOf({ 'a.txt': text }, { password: 'q' });
    const mixed = await zipOf({ 'b.txt': 'clear', 'inner.zip': other }, { password: 'p' });
    expect(await inspect(mixed, { password: 'p' })).toMatchObject({
      inspected: 'partly',
      why: 'encrypted',
      lock: 'wrong',
    });
  });

  it("cannot be opened where its encryption is a maker's own", async () => {
    const bytes = Buffer.from(await locked('p'));
    const central = bytes.indexOf('PK\x01\x02');
    bytes.writeUInt16LE(bytes.readUInt16LE(6) | 0x40, 6);
    bytes.writeUInt16LE(bytes.readUInt16LE(central + 8) | 0x40, central + 8);
    expect(await inspect(bytes, { password: 'p' })).toMatchObject({
      why: 'encrypted',
      lock: 'useless',
    });
  });
});
