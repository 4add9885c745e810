import { expect, it } from 'vitest';
import { sha256 } from '../../../proxy/record/sha256.ts';

it.each<[string, string, string]>([
  ['nothing', '', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc (FIPS 180-2)', 'abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['UTF-8', '関', '5b9362a400edb6546807af0036b3180108080a62f3a90e1501151c77fa1cbb57'],
])('sha256 of %s', (_, text, hex) => {
  expect(sha256(text)).toBe(hex);
});
