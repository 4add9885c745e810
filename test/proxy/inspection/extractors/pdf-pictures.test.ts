import { describe, expect, it } from 'vitest';
import type { Grey } from '../../../../proxy/inspection/ocr/grey.ts';
import { inspect } from '../build-documents.ts';
import { blankPixels, noticePixels, scanOf } from '../build-pictures.ts';

const ocr = { time: 60_000 };

describe('a scanned pdf', { timeout: 120_000 }, () => {
  it('is read page by page', async () => {
    const pages = [[blankPixels(200, 200)], [await noticePixels()]];
    expect(await inspect(scanOf(pages), { ocr })).toMatchObject({
      inspected: true,
      findings: [{ kind: 'individual-number', place: { page: 2 } }],
    });
  });

  it('is read where its scanner cut the page in strips', async () => {
    const strips = cut(await noticePixels(), 25);
    const { inspected, findings } = await inspect(scanOf([strips]), { ocr });
    expect([inspected, ...findings.map(({ kind }) => kind)]).toEqual([true, 'individual-number']);
  });

  it('is not clean where letters are drawn beside the picture', async () => {
    const outlines = '10 10 m 20 30 l 40 10 l S '.repeat(300);
    const bytes = scanOf([[blankPixels(200, 200)]], outlines);
    expect(await inspect(bytes, { ocr })).toMatchObject({ inspected: false, why: 'no-text' });
  });

  it('is not clean where a picture cannot be decoded', async () => {
    const bytes = Buffer.from(scanOf([[blankPixels(200, 200)]]));
    const damaged = Buffer.from(
      bytes.toString('latin1').replace('/FlateDecode', '/DCTDecode  ').slice(0),
      'latin1',
    );
    expect((await inspect(damaged, { ocr })).inspected).toBe(false);
  });

  it('tells the pages that there was no time for', async () => {
    const bytes = scanOf([[await noticePixels()]]);
    expect(await inspect(bytes, { ocr: { time: 1 } })).toMatchObject({ why: 'ocr-time' });
    expect(await inspect(bytes)).toMatchObject({ inspected: false, why: 'ocr-off' });
  });
});

function cut({ width, height, pixels }: Grey, rows: number): Grey[] {
  return Array.from({ length: Math.ceil(height / rows) }, (_, at) => {
    const strip = pixels.subarray(at * rows * width, (at + 1) * rows * width);
    return { width, height: strip.length / width, pixels: strip };
  });
}
