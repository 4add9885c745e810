import { describe, expect, it } from 'vitest';
import {
  docxOf,
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
      'with a picture',
      zipOf({
        'a.txt': 'a',
        'b.png': Buffer.from(
          'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
          'base64',
        ),
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
