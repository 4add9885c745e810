import { describe, expect, it } from 'vitest';
import { fieldValues, readJson } from '../../../../shared/posting/content/field-values.ts';

describe('values at a path', () => {
  it.each<[string, unknown, string, unknown[]]>([
    ['a name', { a: 1 }, 'a', [1]],
    ['names below names', { a: { b: 'x' } }, 'a.b', ['x']],
    ['through a list', { a: [{ b: 1 }, { b: 2 }] }, 'a.b', [1, 2]],
    ['through lists in lists', { a: [[{ b: 1 }], [{ b: 2 }]] }, 'a.b', [1, 2]],
    ['every value of an object', { a: { 'x.y': { b: 1 }, z: { b: 2 } } }, 'a.*.b', [1, 2]],
    ['inside JSON as text', { v: '{"input":{"text":"x"}}' }, 'v.input.text', ['x']],
    ['inside a signed body', { v: 'SIGNATURE.{"caption":"x"}' }, 'v.caption', ['x']],
    ['what is not there', { a: 1 }, 'b.c', []],
    ['no inherited name', {}, 'constructor.name', []],
    ['no prototype', {}, '__proto__', []],
    ['a name spelt __proto__', JSON.parse('{"__proto__":{"a":1}}'), '__proto__.a', [1]],
    ['nothing of null', null, 'a', []],
  ])('finds %s', (_, root, path, expected) => {
    expect(fieldValues(root, path)).toEqual(expected);
  });

  it('reads no JSON where there is none', () => {
    expect(readJson('{')).toBeUndefined();
  });
});
