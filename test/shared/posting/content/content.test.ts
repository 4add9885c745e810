import { describe, expect, it } from 'vitest';
import { partOf, readContent } from '../../../../shared/posting/content/content.ts';

const content = (body: string, contentType = '', query = '') =>
  readContent({ contentType, body: new TextEncoder().encode(body), query });

describe('the body of a request', () => {
  it.each([
    ['JSON', '{"a":"x"}', 'application/json', 'json'],
    ['JSON said to be text', '{"a":"x"}', 'text/plain', 'json'],
    ['JSON behind a byte order mark', '\ufeff{"a":"x"}', 'application/json', 'json'],
    ['a form', 'a=x', 'application/x-www-form-urlencoded', 'form'],
    ['a form without a type', 'a=x&b=y', '', 'form'],
    [
      'multipart',
      '--q\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--q--',
      'multipart/form-data; boundary=q',
      'multipart',
    ],
    ['a form said to be multipart', 'a=x', 'multipart/form-data', 'form'],
    ['XML', '<e><a>x</a></e>', 'application/atom+xml', 'xml'],
  ])('opens %s', (_, body, type, kind) => {
    const opened = content(body, type);
    expect(opened.kind).toBe(kind);
    expect(opened.texts('a')).toEqual(['x']);
  });

  it.each([
    ['nothing', '', 'application/json', 'none'],
    ['a picture', '{"a":"x"}', 'image/png', 'other'],
    ['broken JSON', '{"a":', 'application/json', 'other'],
    ['bytes', '\u0001\u0002', 'application/octet-stream', 'other'],
  ])('leaves %s closed', (_, body, type, kind) => {
    const opened = content(body, type);
    expect(opened.kind).toBe(kind);
    expect(opened.texts('a')).toEqual([]);
  });

  it('finds values of the query', () => {
    expect(content('', '', 'status=%E9%9B%AA').texts('?status')).toEqual(['雪']);
  });

  it.each([
    ['null', '{"a":null}', false],
    ['an empty text', '{"a":""}', false],
    ['an empty object', '{"a":{}}', false],
    ['an empty list', '{"a":[]}', false],
    ['zero', '{"a":0}', false],
    ['a text', '{"a":"x"}', true],
    ['an object', '{"a":{"b":null}}', true],
    ['a list', '{"a":[1]}', true],
  ])('says whether %s says something', (_, body, expected) => {
    expect(content(body).has('a')).toBe(expected);
  });

  it('is read in parts', () => {
    const part = partOf({ value: { text: 'x' } });
    expect(part.texts('value.text')).toEqual(['x']);
    expect(part.texts('?value')).toEqual([]);
  });
});
