import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Charset,
  decode,
  decodePieces,
  detectCharset,
} from '../../../proxy/inspection/charset.ts';
import { encoded, utf8 } from './build-documents.ts';

const text = '横手市からのお知らせです。カタカナと漢字、1234。\n';

describe('charset', () => {
  it.each([
    ['UTF-8', utf8(text), 'utf-8'],
    ['ASCII', utf8('abc\n'), 'utf-8'],
    ['UTF-8 with a mark', utf8(`\ufeff${text}`), 'utf-8'],
    ['Shift_JIS', encoded(text, 'SJIS'), 'shift_jis'],
    ['EUC-JP', encoded(text, 'EUCJP'), 'euc-jp'],
    ['ISO-2022-JP', encoded(text, 'JIS'), 'iso-2022-jp'],
    ['UTF-16LE with a mark', encoded(`\ufeff${text}`, 'UTF16LE'), 'utf-16le'],
    ['UTF-16BE with a mark', encoded(`\ufeff${text}`, 'UTF16BE'), 'utf-16be'],
    ['UTF-16LE without', encoded(text, 'UTF16LE'), 'utf-16le'],
    ['UTF-16BE without', encoded(text, 'UTF16BE'), 'utf-16be'],
    ['colours of a terminal in UTF-8', utf8(`\u001b[31m${text}\u001b[0m`), 'utf-8'],
    [
      'an escape before Shift_JIS',
      Buffer.concat([utf8('\u001b$B'), encoded(text, 'SJIS')]),
      'shift_jis',
    ],
    ['half-width kana in Shift_JIS', encoded('ﾖｺﾃｼ 総務課\n', 'SJIS'), 'shift_jis'],
    [
      'one wrong byte in Shift_JIS',
      Buffer.concat([encoded(text.repeat(20), 'SJIS'), Buffer.of(0xff, 0x0a)]),
      'shift_jis',
    ],
  ])('knows %s', (_, bytes, charset) => {
    const known = detectCharset(bytes);
    expect(known).toBe(charset);
    expect(decode(bytes, known ?? 'utf-8').trim().length).toBeGreaterThan(2);
  });

  it.each([
    ['zeros', new Uint8Array(100)],
    ['a zero far behind', Buffer.concat([Buffer.alloc(600_000, 'a'), Buffer.of(0)])],
    [
      'bytes behind a UTF-16 mark',
      Buffer.concat([
        Buffer.of(0xff, 0xfe),
        Buffer.from(Array.from({ length: 600 }, (_, at) => (at * 37 + 11) % 256)),
      ]),
    ],
    [
      'bytes behind a UTF-8 mark',
      Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf, 0xff, 0xd8), Buffer.alloc(90, 0x81)]),
    ],
    ['random bytes', Buffer.from(Array.from({ length: 512 }, (_, at) => (at * 193 + 7) % 256))],
  ])('knows that %s are no text', (_, bytes) => {
    expect(detectCharset(bytes)).toBeNull();
  });

  it.each([
    ['utf-8', 'UTF8'],
    ['shift_jis', 'SJIS'],
    ['euc-jp', 'EUCJP'],
    ['iso-2022-jp', 'JIS'],
    ['utf-16le', 'UTF16LE'],
    ['utf-16be', 'UTF16BE'],
  ] satisfies [Charset, Parameters<typeof encoded>[1]][])(
    'reads %s in pieces as it reads the whole',
    (charset, name) => {
      // The pieces end inside characters and escapes.
      for (const shift of ['', 'a', 'ab', 'abc']) {
        const long = encoded(`${shift}${text.repeat(1500)}${'漢字'.repeat(20_000)}`, name);
        for (const bytes of [long, Buffer.concat([long, Buffer.of(0x82)])]) {
          expect([...decodePieces(bytes, charset)].join('') === decode(bytes, charset)).toBe(true);
        }
      }
    },
  );

  it('never fails', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const charset = detectCharset(bytes);
        if (charset !== null) decode(bytes, charset);
      }),
    );
  });
});
