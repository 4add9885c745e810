import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../shared/posting/content/decode-text.ts';

describe('bytes → text', () => {
  it.each<[string, number[], string | undefined, string]>([
    ['UTF-8', [0xe9, 0x9b, 0xaa], undefined, '雪'],
    ['UTF-8 before what was said', [0xe9, 0x9b, 0xaa], 'shift_jis', '雪'],
    ['Shift_JIS', [0x90, 0xe1], 'shift_jis', '雪'],
    ['EUC-JP', [0xc0, 0xe3], 'euc-jp', '雪'],
    ['broken bytes', [0x41, 0xff], undefined, 'A\ufffd'],
    ['a charset that nobody knows', [0x41, 0xff], 'klingon', 'A\ufffd'],
    ['nothing', [], 'shift_jis', ''],
  ])('reads %s', (_, bytes, charset, expected) => {
    expect(decodeText(new Uint8Array(bytes), charset)).toBe(expected);
  });
});
