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

  it('gives all of a text that takes several records, and no formats', () => {
    const text = Buffer.alloc(18);
    text.writeUInt16LE(6, 10);
    const piece = (part: string) => record(0x3c, Buffer.concat([Buffer.of(1), utf16(part)]));
    const stream = [
      begin(6),
      record(0x1b6, text),
      piece('個人'),
      piece('番号一覧'),
      piece('書式'),
      end,
    ];
    expect(readBiff(Buffer.concat(stream)).texts.map((each) => each.text)).toEqual([
      '個人',
      '番号一覧',
    ]);
  });

  it('gives what charts are called', () => {
    const title = Buffer.concat([Buffer.of(0, 0, 2, 1), utf16('滞納')]);
    const stream = Buffer.concat([begin(6), begin(6), record(0x100d, title), end, end]);
    expect(readBiff(stream).texts).toEqual([{ corner: 'text-box', text: '滞納' }]);
  });

  it('gives prompts and lists of allowed values', () => {
    const list = Buffer.concat([Buffer.of(0x17, 5, 1), utf16('世帯主\0妻')]);
    const rule = Buffer.concat([
      Buffer.alloc(4),
      ...['見出し', ' ', '選んでください', ' '].map(wide),
      number16(list.length),
      number16(0),
      list,
      Buffer.alloc(4),
    ]);
    const stream = Buffer.concat([begin(6), record(0x1be, rule), end]);
    const [{ corner, text } = { corner: null, text: '' }] = readBiff(stream).texts;
    expect(corner).toBe('properties');
    expect(text.split('\n').filter((line) => line.trim() !== '')).toEqual([
      '見出し',
      '選んでください',
      '世帯主',
      '妻',
    ]);
  });

  it('gives cells of other workbooks, and of pivot tables', () => {
    const double = Buffer.alloc(8);
    double.writeDoubleLE(271828182845);
    const cells = [
      Buffer.of(2, 0, 0, 0),
      Buffer.of(2),
      wide('佐藤'),
      Buffer.of(0),
      Buffer.alloc(8),
    ];
    const stream = Buffer.concat([
      begin(6),
      record(0x5a, Buffer.concat([...cells, Buffer.of(1), double])),
      record(0xcd, wide('鈴木')),
      record(0xc9, double),
      end,
    ]);
    expect(readBiff(stream).texts.map((each) => each.text)).toEqual([
      '佐藤\n271828182845',
      '鈴木',
      '271828182845',
    ]);
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
