import { describe, expect, it } from 'vitest';
import { urlFields } from '../../../../proxy/inspection/requests/url-fields.ts';

const shown = (url: string) => {
  const { path, query, bytes } = urlFields(url);
  const texts = (fields: typeof path) => fields.map(({ name, value }) => `${name}=${value}`);
  return [texts(path), texts(query), new TextDecoder().decode(bytes)];
};

describe('a URL', () => {
  it.each<[string, string, string[], string[], string]>([
    ['path and query', '/a/b?c=d&e=f', ['=a', 'a=b'], ['c=d', 'e=f'], '/a/b?c=d&e=f'],
    ['a whole one', 'https://user@a.example:8443/b?c=d', ['=b'], ['c=d'], '/b?c=d'],
    ['a whole one without a path', 'https://a.example?c=d', [], ['c=d'], '?c=d'],
    ['without its fragment', '/a?b=c#d?e=f', ['=a'], ['b=c'], '/a?b=c'],
    [
      'escapes and plus signs',
      '/%E9%9B%AA+x?q=%E9%9B%AA+y%2Bz',
      ['=雪+x'],
      ['q=雪 y+z'],
      '/%E9%9B%AA+x?q=%E9%9B%AA+y%2Bz',
    ],
    ['Shift_JIS', '/?q=%8C%C2%90l%94%D4%8D%86', [], ['q=個人番号'], '/?q=%8C%C2%90l%94%D4%8D%86'],
    ['a query without names', '/?abc', [], ['abc='], '/?abc'],
    ['question marks in a query', '/?a=b?c', [], ['a=b?c'], '/?a=b?c'],
    ['what is broken', '/%zz?%', ['=%zz'], ['%='], '/%zz?%'],
    ['nothing', '', [], [], ''],
  ])('gives %s', (_, url, path, query, bytes) => {
    expect(shown(url)).toEqual([path, query, bytes]);
  });
});
