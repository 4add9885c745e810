import { expect, test } from 'vitest';
import { isUrl, sendUrl } from '../../../../shared/destination/feeds/url-cell.ts';
import { feedLines } from '../../../support/feed-lines.ts';

test.each([
  ['a.example', false],
  ['[2001:db8::1]', false],
  ['2001:db8::1', false],
  ['a.example:443', true],
  ['a.example/', true],
  ['https://a.example', true],
  ['a.example?x', true],
])('%s is more than a name: %s', (text, expected) => {
  expect(isUrl(text)).toBe(expected);
});

test.each([
  ['user and fragment say nothing', 'https://me@a.example/#top', ['1 a.example']],
  ['a default port says nothing', 'https://a.example:443/', ['1 a.example']],
  ['any other port does', 'https://a.example:444/', ['1 filter .a.example:444/']],
  ['a scheme without a host', 'file:///etc/hosts', ['1 not-a-host']],
])('%s', (_, url, expected) => {
  const read = (text: string, _options: unknown, sink: Parameters<typeof sendUrl>[2]) =>
    sendUrl(text, 1, sink);
  expect(feedLines({ read }, url)).toEqual(expected);
});
