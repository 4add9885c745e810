import { expect, test } from 'vitest';
import { orNull } from '../../../../proxy/console/text/or-null.ts';

test.each([
  ['a word', 'はい', 'はい'],
  ['white space around it', ' 　はい\n', 'はい'],
  ['white space alone', ' 　\n', null],
  ['nothing', '', null],
])('%s', (_, typed, said) => {
  expect(orNull(typed)).toBe(said);
});
