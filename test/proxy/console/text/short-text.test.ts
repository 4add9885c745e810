import { expect, test } from 'vitest';
import { shortText } from '../../../../proxy/console/text/short-text.ts';

test.each([
  ['keeps what is short', '雪まつり', 5, '雪まつり'],
  ['makes one line of several', ' 一\n二\t三 ', 9, '一 二 三'],
  ['cuts what is longer', '一二三四五六', 5, '一二三四五…'],
  ['cuts no character in two', '👪👪👪', 2, '👪👪…'],
])('%s', (_, text, most, expected) => {
  expect(shortText(text, most)).toBe(expected);
});
