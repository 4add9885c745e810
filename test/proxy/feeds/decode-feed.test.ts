import { gzipSync } from 'node:zlib';
import Encoding from 'encoding-japanese';
import { expect, test } from 'vitest';
import { decodeFeed } from '../../../proxy/feeds/decode-feed.ts';

const text = '番号,ドメイン,理由\n1,a.example,偽の申請サイトです\n';
const bytes = Buffer.from(text);
const shiftJis = Uint8Array.from(
  Encoding.convert(text, { to: 'SJIS', from: 'UNICODE', type: 'array' }) as number[],
);

test.each([
  ['UTF-8', bytes, 'auto', { text }],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`), 'auto', { text }],
  ['Shift_JIS, found', shiftJis, 'auto', { text }],
  ['Shift_JIS, told', shiftJis, 'shift_jis', { text }],
  ['gzip', gzipSync(bytes), 'auto', { text }],
  ['half of a gzip', gzipSync(bytes).subarray(0, 40), 'auto', { failure: 'half' }],
  [
    'what only begins like gzip',
    Buffer.from([0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
    'auto',
    { failure: 'not-text' },
  ],
  [
    'a program',
    Buffer.from([0, 1, 2, 3, 0, 0, 0, 255, 254, 0, 1, 2]),
    'auto',
    { failure: 'not-text' },
  ],
  ['nothing', Buffer.alloc(0), 'auto', { text: '' }],
  ['more than the limit', Buffer.alloc(2000, 'a'), 'auto', { failure: 'too-large' }],
  [
    'a gzip that grows beyond it',
    gzipSync(Buffer.alloc(1_000_000)),
    'auto',
    { failure: 'too-large' },
  ],
] as const)('%s', (_, given, charset, expected) => {
  expect(decodeFeed(given, charset, 1000)).toEqual(expected);
});
