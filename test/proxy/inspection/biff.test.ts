import { describe, expect, it } from 'vitest';
import { readBiff, withoutCodes } from '../../../proxy/inspection/biff.ts';
import { number16, utf16 } from './build-compound.ts';
import { encoded } from './build-documents.ts';

const record = (type: number, content: Uint8Array) =>
  Buffer.concat([number16(type), number16(content.length), content]);
const begin = (version: number) => record(0x809, Buffer.from([0, version, 5, 0]));
const end = record(0x0a, new Uint8Array());
const wide = (text: string) => Buffer.concat([number16(text.length), Buffer.of(1), utf16(text)]);

describe('readBiff', () => {
  it('gives headers, footers and texts in drawings', () => {
    const stream = Buffer.concat([
      begin(6),
      record(0x14, wide('&L&"ＭＳ 明朝"秘&R&P')),
      record(0x15, wide('部外秘')),
      record(0x1b6, new Uint8Array(18)),
      record(0x3c, Buffer.concat([Buffer.of(1), utf16('吹き出し')])),
      record(0x3c, new Uint8Array(16)),
      end,
    ]);
    expect(readBiff(stream)).toEqual({
      isEncrypted: false,
      isWhole: true,
      texts: [
        { corner: 'header', text: '秘' },
        { corner: 'footer', text: '部外秘' },
        { corner: 'text-box', text: '吹き出し' },
      ],
    });
  });

  it('gives those of Excel 95 in the bytes of its day', () => {
    const text = encoded('部外秘', 'SJIS');
    const stream = Buffer.concat([
      begin(5),
      record(0x14, Buffer.concat([Buffer.of(text.length), text])),
      end,
    ]);
    expect(readBiff(stream).texts).toEqual([{ corner: 'header', text: '部外秘' }]);
  });

  it('tells an encrypted one', () => {
    const stream = Buffer.concat([begin(6), record(0x2f, new Uint8Array(6)), end]);
    expect(readBiff(stream).isEncrypted).toBe(true);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['zeros', new Uint8Array(64)],
    ['half of a record', Buffer.concat([begin(6), record(0x14, wide('秘')).subarray(0, 6)])],
    ['no end', begin(6)],
  ])('is not whole: %s', (_, stream) => {
    expect(readBiff(stream).isWhole).toBe(false);
  });
});

describe('withoutCodes', () => {
  it.each([
    ['&C&"ＭＳ Ｐゴシック,太字"&14取扱注意&D', '取扱注意'],
    ['R&&D 部', 'R&  部'],
  ])('%s → %s', (text, expected) => {
    expect(withoutCodes(text)).toBe(expected);
  });
});
