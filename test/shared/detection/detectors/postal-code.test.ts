import { describe, expect, it } from 'vitest';
import { kindsIn, masksIn } from '../../../support/found-kinds.ts';

describe('a postal code', () => {
  it.each(['郵便番号: 100-0001 090-1234-5678', '〒０１３−８６０１', 'zip code 0138601'])(
    'is found: %s',
    (text) => {
      expect(kindsIn(text)).toContain('postal-code');
      expect(masksIn(text).join('')).not.toMatch(/\d{3}-\d/);
    },
  );

  it.each(['郵便番号: 150-9999', '123-4567', '電話 182-3521 番'])('is not: %s', (text) => {
    expect(kindsIn(text)).not.toContain('postal-code');
  });
});
