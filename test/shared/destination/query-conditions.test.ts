import { expect, test } from 'vitest';
import { parseQueryConditions } from '../../../shared/destination/query-conditions.ts';

test.each([
  ['a value', 'k=v', 'k=v', true, true],
  ['a value among others', 'k=v', 'a=1&k=v&b', true, true],
  ['another value', 'k=v', 'k=vv', false, false],
  ['another key that ends alike', 'k=v', 'kk=v', false, false],
  ['the key without a value', 'k=v', 'k', false, false],
  ['two values: any, not every', 'k=v', 'k=v&k=w', true, false],
  ['two equal values', 'k=v', 'k=v&k=v', true, true],
  ['the case of values', 'k=v', 'k=V', false, false],
  ['a key alone', 'k', 'k&x', true, true],
  ['a key alone is not one with a value', 'k', 'k=v', false, false],
  ['the beginning of a value', 'k=v*', 'k=vanity', true, true],
  ['any value', 'k=*', 'k=', true, true],
  ['the beginning of a key', 'fo*', 'foo=bar', true, true],
  ['any query', '*', 'x', true, true],
  ['no query', '*', '', false, false],
  ['all tokens, in any order', 'a=1&b=2', 'b=2&a=1', true, true],
  ['one token missing', 'a=1&b=2', 'a=1', false, false],
  ['Japanese values', 'q=申請', 'q=%E7%94%B3%E8%AB%8B', true, true],
])('%s: ?%s in ?%s', (_, filter, query, any, every) => {
  const conditions = parseQueryConditions(filter);
  expect([conditions?.hold(query, false), conditions?.hold(query, true)]).toEqual([any, every]);
});

test.each([
  ['', null],
  ['&&', null],
  ['a=1&a=1&b', 2],
])('of ?%s there are %s', (filter, count) => {
  expect(parseQueryConditions(filter)?.count ?? null).toBe(count);
});
