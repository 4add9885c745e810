import { expect, test } from 'vitest';
import { routeOf } from '../../../proxy/console/route.ts';

test.each([
  ['/lists', { page: 'lists', id: null }],
  ['/lists/', { page: 'lists', id: null }],
  ['/lists/public-bodies', { page: 'list', id: 'public-bodies' }],
  ['/lists/a%20b/paste', { page: 'paste', id: 'a b' }],
  ['/policy/history', { page: 'history', id: null }],
  ['/disasters', { page: 'disasters', id: null }],
  ['/postings', { page: 'postings', id: null }],
  ['/postings/t1-12-0', { page: 'posting', id: 't1-12-0' }],
  ['/lists/%E0%A4%A', null],
  ['/nowhere', null],
  ['/', null],
])('%s', (path, expected) => {
  expect(routeOf(path)).toEqual(expected);
});
