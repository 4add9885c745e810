import { expect, it } from 'vitest';
import { foundSpans } from '../../../shared/detection/found-spans.ts';

it('says where, in the text as it was given', () => {
  const text = '\u200b氏名：佐藤　一郎、生年月日 Ｓ５５．３．１';
  const found = foundSpans(text, new Set(['person-name', 'birth-date']));
  expect(found.map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
    ['person-name', '佐藤　一郎'],
    ['birth-date', 'Ｓ５５．３．１'],
  ]);
});

it('looks for the kinds that were asked for', () => {
  expect(foundSpans('氏名：佐藤 一郎', new Set(['address']))).toEqual([]);
});
