import { expect, it } from 'vitest';
import { plainKanji } from '../../../shared/detection/kanji-variants.ts';

it.each([
  ['髙橋', '高橋'],
  ['山﨑', '山崎'],
  ['渡邉', '渡辺'],
  ['渡邊', '渡辺'],
  ['齋藤', '斎藤'],
  ['濵田', '浜田'],
  ['佐藤', '佐藤'],
])('reads %s as %s', (written, plain) => {
  expect(plainKanji(written)).toBe(plain);
});
