import { expect, test } from 'vitest';
import { findWideSuffixes } from '../../../../shared/policy/analyse/wide-suffix.ts';
import { analysisOf } from '../../../support/analysed.ts';

test.each([
  ['go.jp', 'allow', 'https://www.example.go.jp/'],
  ['lg.jp', 'allow', 'https://www.example.lg.jp/'],
  ['com', 'block', 'https://www.example.com/'],
  ['github.io', 'block', 'https://www.example.github.io/'],
  ['glob:*.co.jp', 'warn', 'https://www.example.co.jp/'],
  ['co.jp', 'allow', null], // said by check-entries.ts
  ['.go.jp', 'allow', null],
  ['example.go.jp', 'allow', null],
  ['intramart', 'block', null],
] as const)('%s (%s): %s', (match, action, witness) => {
  const found = [...findWideSuffixes(analysisOf([{ entries: [match], action }]))];
  expect(found.map((each) => each.witness)).toEqual(witness === null ? [] : [witness]);
});
