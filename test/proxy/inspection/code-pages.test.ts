import { describe, expect, it } from 'vitest';
import { encodingOf } from '../../../proxy/inspection/code-pages.ts';

describe('encodingOf', () => {
  it.each([
    [932, '佐'],
    [10001, '佐'],
  ])('%i reads Japanese', (page, text) => {
    const decoder = new TextDecoder(encodingOf(page) ?? '');
    expect(decoder.decode(Uint8Array.of(0x8d, 0xb2))).toBe(text);
  });

  it.each([874, 936, 949, 950, 1250, 1258, 10000, 10007, 65001])(
    '%i is one that is there',
    (page) => {
      expect(() => new TextDecoder(encodingOf(page) ?? 'none')).not.toThrow();
    },
  );

  it.each([0, 437, 1249, 1259, 10002])('%i is not known', (page) => {
    expect(encodingOf(page)).toBeNull();
  });
});
