import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { docxOf, individual, inspect, paragraph, utf8, zipOf } from '../build-documents.ts';
import { blankPixels, bmpOf, notice, noticePixels, tiffOf, turnedLeft } from '../build-pictures.ts';

const ocr = { time: 60_000 };
/** What stands on every notice besides. */
const everyday = new Set(['person-name', 'address', 'birth-date', 'phone', 'postal-code']);
const look = async (bytes: Uint8Array) => {
  const { type, inspected, why, findings } = await inspect(bytes, { ocr });
  return {
    type,
    inspected,
    why,
    found: findings.map(({ kind }) => kind).filter((kind) => !everyday.has(kind)),
  };
};
const read = { inspected: true, why: undefined };
const chunk = (name: string, data: Uint8Array) => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
};
const pngWith = (...chunks: Uint8Array[]) => {
  const png = notice('png');
  return Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);
};
const numbered = utf8(`Comment\0個人番号 ${individual()}`);

describe('pictures', { timeout: 120_000 }, () => {
  it.each(['png', 'jpg', 'webp', 'gif'] as const)('of %s are read', async (kind) => {
    expect(await look(notice(kind))).toEqual({
      type: kind === 'jpg' ? 'jpeg' : kind,
      ...read,
      found: ['individual-number'],
    });
  });

  it('of bmp and tiff are read, of all pages', async () => {
    const pixels = await noticePixels();
    expect(await look(bmpOf(pixels))).toMatchObject({ ...read, found: ['individual-number'] });
    const { findings } = await inspect(tiffOf([blankPixels(300, 200), pixels]), { ocr });
    expect(findings).toMatchObject([{ kind: 'individual-number', place: { page: 2 } }]);
  });

  it('are read lying on their side', async () => {
    const turned = turnedLeft(await noticePixels());
    expect(await look(tiffOf([turned]))).toMatchObject({ ...read, found: ['individual-number'] });
  });

  it('without a text are inspected: photographs may be sent', async () => {
    const { pixels } = blankPixels(400, 300);
    for (let at = 0; at < pixels.length; at++) pixels[at] = 128 + 100 * Math.sin(at / 7000);
    expect(await look(bmpOf({ width: 400, height: 300, pixels }))).toMatchObject({
      ...read,
      found: [],
    });
  });

  it('are read inside a document, and named there', async () => {
    const bytes = await docxOf(paragraph('写真'), { 'word/media/image1.png': notice('png') });
    const report = await inspect(bytes, { ocr });
    expect(report.inspected).toBe(true);
    expect(report.findings).toMatchObject([
      { kind: 'individual-number', place: { entry: ['image1.png'] } },
    ]);
  });

  it('are told where the policy has them not read', async () => {
    const bytes = await docxOf(paragraph('写真'), { 'word/media/image1.png': notice('png') });
    expect(await inspect(bytes)).toMatchObject({ inspected: 'partly', why: 'ocr-off' });
    expect(await inspect(notice('png'))).toMatchObject({ inspected: false, why: 'ocr-off' });
  });

  it('are told where there was no time or no more pages', async () => {
    const pictures = Object.fromEntries(
      (['png', 'jpg'] as const).map((kind) => [`a.${kind}`, notice(kind)]),
    );
    const bytes = await zipOf(pictures);
    expect(await inspect(bytes, { ocr: { time: 60_000, pages: 1 } })).toMatchObject({
      inspected: 'partly',
      why: 'ocr-time',
      findings: [{ kind: 'individual-number' }],
    });
    expect(await inspect(bytes, { ocr: { time: 1 } })).toMatchObject({ why: 'ocr-time' });
  });

  it.each([
    ['tEXt', numbered],
    ['iTXt', Buffer.concat([utf8('Comment\0\0\0\0\0'), utf8(`個人番号 ${individual()}`)])],
  ])('have what is written beside their pixels read (%s)', async (name, data) => {
    const blank = { ocr: { time: 0 } };
    const { findings } = await inspect(pngWith(chunk(name, data)), blank);
    expect(findings).toMatchObject([
      { kind: 'individual-number', place: { corner: 'properties' } },
    ]);
  });

  it('with a zip behind them hide nothing in it', async () => {
    const zip = await zipOf({ 'a.txt': utf8(`マイナンバー ${individual()}`) });
    const { inspected, findings } = await inspect(Buffer.concat([notice('jpg'), zip]), { ocr });
    expect(inspected).toBe(true);
    expect(findings.map(({ place }) => place.entry)).toEqual([undefined, ['a.txt']]);
  });

  it.each<[string, Uint8Array, string]>([
    [
      'unknown bytes behind one',
      Buffer.concat([notice('png'), Buffer.alloc(99, 7)]),
      'unknown-format',
    ],
    ['the first half of one', notice('jpg').subarray(0, 4000), 'truncated'],
    [
      'a picture that moves',
      pngWith(chunk('acTL', Buffer.from([0, 0, 0, 9, 0, 0, 0, 0]))),
      'unknown-format',
    ],
    ['one of a thousand million pixels', huge(), 'too-large'],
  ])('%s is no clean one', async (_, bytes, why) => {
    expect((await look(bytes)).why).toBe(why);
  });
});

function huge(): Uint8Array {
  const png = Buffer.from(notice('png'));
  png.writeUInt32BE(40_000, 16);
  png.writeUInt32BE(25_000, 20);
  return png;
}
