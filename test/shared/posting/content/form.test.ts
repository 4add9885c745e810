import { describe, expect, it } from 'vitest';
import {
  addField,
  type Fields,
  nestedFields,
  readForm,
} from '../../../../shared/posting/content/form.ts';

const read = (text: string, charset?: string) => ({
  ...readForm(new TextEncoder().encode(text), charset),
});

describe('a form', () => {
  it.each<[string, string, string | undefined, Record<string, string[]>]>([
    ['fields', 'a=1&b=2', undefined, { a: ['1'], b: ['2'] }],
    ['plus and escapes', 'a=x+y%20z%2B', undefined, { a: ['x y z+'] }],
    ['a field that stands twice', 'a=1&a=2', undefined, { a: ['1', '2'] }],
    ['a field without a value', 'a&b=', undefined, { a: [''], b: [''] }],
    ['an equals sign in a value', 'a=b=c', undefined, { a: ['b=c'] }],
    ['UTF-8', 'a=%E9%9B%AA', undefined, { a: ['雪'] }],
    ['Shift_JIS', 'a=%83e%83X%83g', 'shift_jis', { a: ['テスト'] }],
    ['EUC-JP', 'a=%A5%C6%A5%B9%A5%C8', 'euc-jp', { a: ['テスト'] }],
    ['UTF-8 where another charset was said', 'a=%E9%9B%AA', 'shift_jis', { a: ['雪'] }],
    ['broken escapes as they stand', 'a=%zz%4', undefined, { a: ['%zz%4'] }],
    ['nothing', '', undefined, {}],
  ])('reads %s', (_, text, charset, expected) => {
    expect(read(text, charset)).toEqual(expected);
  });

  it('takes the names of prototypes as names', () => {
    const fields: Fields = readForm(new TextEncoder().encode('__proto__=1&constructor=2'));
    addField(fields, '__proto__', '3');
    expect(Object.entries(fields)).toContainEqual(['__proto__', ['1', '3']]);
    expect(Object.getPrototypeOf(fields)).toBeNull();
  });
});

describe('nestedFields', () => {
  const nested = (text: string) => ({ ...nestedFields(readForm(new TextEncoder().encode(text))) });

  it.each([
    [
      'a list without numbers',
      'poll[options][]=a&poll[options][]=b',
      { 'poll.options': ['a', 'b'] },
    ],
    ['a list with numbers', 'f[0][name]=a&f[1][name]=b', { 'f.name': ['a', 'b'] }],
    ['names inside', 'account[note]=a', { 'account.note': ['a'] }],
    ['a plain field', 'note=a', {}],
    ['brackets that do not close', 'a[b=1&a]b[=1', {}],
    ['a name that every object has', '__proto__[a]=1', { '__proto__.a': ['1'] }],
  ])('%s', (_, text, expected) => {
    expect(nested(text)).toEqual(expected);
  });
});
