import { expect, test } from 'vitest';
import { newToken, tokenHash } from '../../../../proxy/hub/accounts/tokens.ts';

test('tokens have 256 random bits, and are kept as their SHA-256', () => {
  const tokens = new Set(Array.from({ length: 100 }, newToken));
  expect(tokens.size).toBe(100);
  for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(tokenHash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
