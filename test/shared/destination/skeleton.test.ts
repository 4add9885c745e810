import { expect, test } from 'vitest';
import { canonicalHost } from '../../../shared/destination/canonical-host.ts';
import { skeleton } from '../../../shared/destination/skeleton.ts';

const looks = (text: string) => skeleton(canonicalHost(text)?.host ?? text);

test.each([
  ['digits for letters', 'g00g1e.com', 'google.com'],
  ['Cyrillic letters', 'ѕсоре.com', 'scope.com'],
  ['Greek letters', 'gοοglε.gr', 'google.gr'],
  ['an Armenian letter', 'gօogle.com', 'google.com'],
  ['Cyrillic letters with hooks, tails and bars', 'қіҭаҝаӎі-ҟаӊҟо.jp', 'kitakami-kahko.jp'],
  ['a Cyrillic stroke for an l', 'уоӏо-рӏаҙа.com', 'yolo-pla3a.com'],
  ['characters that look like a letter', 'ha丁ken-乂yz.com', 'hatken-xyz.com'],
  ['digits of other scripts', 'shop੨৪.com', 'shop28.com'],
  ['two letters in one', 'cæsar-œuvre.com', 'caesar-oeuvre.com'],
  ['marks over letters', 'pı̀xel.com', 'pixel.com'],
  ['two letters for one', 'exarnple.com', 'example.com'],
  ['a lower-case name as it is', 'city.example.lg.jp', 'city.example.lg.jp'],
])('%s', (_, text, expected) => {
  expect(looks(text)).toBe(expected);
});

test.each(['横手市.jp', '日本語.jp', '北京大學.cn', 'みほん.jp'])(
  '%s looks like itself',
  (text) => {
    expect(looks(text)).toBe(text.normalize('NFKD').replace(/\p{M}/gu, ''));
  },
);

test('leaves every ASCII letter as it is', () => {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  expect([...letters].map((letter) => skeleton(letter)).join('')).toBe(letters);
});
