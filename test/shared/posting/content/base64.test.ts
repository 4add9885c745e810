import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64 } from '../../../../shared/posting/content/base64.ts';

describe('Base64', () => {
  it.each(['base64', 'base64url'] as const)('is read in the spelling %s', (spelling) => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromBase64(Buffer.from(bytes).toString(spelling))).toEqual(bytes);
      }),
    );
  });

  it('may be broken into lines', () => {
    expect(fromBase64('5pys\r\n 5paH\n')).toEqual(new TextEncoder().encode('本文'));
  });

  it('is none where another sign stands in it', () => {
    expect(fromBase64('5pys!5paH')).toBe(null);
  });
});
