import { describe, expect, test } from 'vitest';
import {
  parameter,
  parameterValues,
  pathOrigin,
  unescaped,
  withQuery,
} from '../../../../shared/destination/copies/origin-text.ts';
import { parseDestination } from '../../../../shared/destination/destination.ts';

function destination(path: string) {
  const parsed = parseDestination(`https://copy.example${path}`);
  if (!parsed.ok) throw new Error(path);
  return parsed.destination;
}

test('unescaped reads escapes once, or not at all', () => {
  expect(unescaped('a%2Fb')).toBe('a/b');
  expect(unescaped('a%252Fb')).toBe('a%2Fb');
  expect(unescaped('%FF')).toBeNull();
});

test('parameterValues tells different values apart, in any case of the key', () => {
  expect(parameterValues('a=1&A=2&b=3&a=1&a=x+y&a=%FF', 'a')).toEqual(['1', '2', 'x y', null]);
  expect(parameterValues('a', 'a')).toEqual([]);
});

describe('parameter', () => {
  test.each([
    ['has no origin without the key', '/?v=1', null],
    ['has none in an empty value', '/?u=', null],
    ['reads the value', '/?u=https%3A%2F%2Fa.example', 'https://a.example'],
    ['takes the same value twice', '/?u=a.example&u=a.example', 'a.example'],
    ['does not guess between two', '/?u=a.example&u=b.example', ''],
    ['does not read what cannot be read', '/?u=%FF', ''],
  ])('%s', (_, path, expected) => {
    expect(parameter('u')(destination(path))).toBe(expected);
  });
});

test('pathOrigin joins the groups, and reads a whole address in escapes', () => {
  const origin = pathOrigin(/^\/x\/(https?)\/(.+)$/, '://');
  expect(origin(destination('/x/https/a.example?b'))).toBe('https://a.example?b');
  expect(origin(destination('/y'))).toBeNull();
  expect(pathOrigin(/^\/(.+)$/)(destination('/https%3A%2F%2Fa.example'))).toBe('https://a.example');
  expect(pathOrigin(/^\/(.+)$/)(destination('/https%3A%2F%FF'))).toBe('');
});

test.each([
  ['a', 'b=c', 'a?b=c'],
  ['a?d', 'b=c', 'a?d'],
  ['', 'b=c', ''],
  ['a', '', 'a'],
])('withQuery(%s, %s) is %s', (text, query, expected) => {
  expect(withQuery(text, query)).toBe(expected);
});
