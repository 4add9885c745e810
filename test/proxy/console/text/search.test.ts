import { expect, test } from 'vitest';
import { entryFits } from '../../../../proxy/console/text/search.ts';

const entry = { match: 'forms.example.jp', reason: '電子申請', units: ['総務企画部'] };

test.each([
  ['nothing typed', '  ', true],
  ['a part of the match', 'EXAMPLE', true],
  ['full-width letters', 'ｅｘａｍｐｌｅ', true],
  ['words in two fields', '申請 総務', true],
  ['a word in no field', '申請 教育', false],
])('%s', (_name, typed, expected) => {
  expect(entryFits(entry, typed)).toBe(expected);
});
