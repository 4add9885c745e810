import { describe, expect, test } from 'vitest';
import { analysisOf, firstEntry } from '../../../support/analysed.ts';

describe('takes a match apart', () => {
  test.each([
    ['example.jp', { isGlob: false, host: 'example.jp', path: '', query: '' }],
    ['example.jp/', { isGlob: false, host: 'example.jp', path: '', query: '' }],
    ['https://.example.jp:8443/a?b=c', { host: '.example.jp', path: '/a', query: 'b=c' }],
    ['[2001:db8::1]:80', { host: '[2001:db8::1]', path: '' }],
    ['example.jp/日本', { path: '/%E6%97%A5%E6%9C%AC' }],
    ['glob:https://*.example.jp/**', { isGlob: true, host: '*.example.jp', path: '' }],
    ['glob:example.jp/', { isGlob: true, path: '/' }],
    ['glob:*.example.jp/a?c/*', { isGlob: true, path: '/a?c/*', query: '' }],
  ])('%s', (match, expected) => {
    expect(firstEntry(analysisOf([{ entries: [match] }]))).toMatchObject(expected);
  });
});

test('tells places, order, and every key that is a condition', () => {
  const { entries } = analysisOf([
    { entries: ['a.example'], units: ['教育委員会'] },
    { entries: [{ match: 'b.example', until: '2027-03-31', note: 'x', owner: 'y' }, 'c.example'] },
  ]);
  expect(entries.map(({ place, order }) => [place.join('.'), order])).toEqual([
    ['destinations.lists.0.entries.0', 0],
    ['destinations.lists.1.entries.0', 1],
    ['destinations.lists.1.entries.1', 2],
  ]);
  expect(entries.map(({ conditions }) => conditions)).toEqual([
    [{ units: ['教育委員会'] }],
    [{ until: '2027-03-31' }],
    [],
  ]);
});
