import { expect, test } from 'vitest';
import { ampOrigin, decodedLabel } from '../../../../shared/destination/copies/amp.ts';
import { parseDestination } from '../../../../shared/destination/destination.ts';

test.each([
  ['a page by https', '/c/s/a.example/b', 'https://a.example/b'],
  ['a page by http', '/c/a.example/b', 'http://a.example/b'],
  ['a page in a viewer', '/v/s/a.example/b?amp_js_v=1', 'https://a.example/b?amp_js_v=1'],
  ['a picture', '/i/s/a.example/b.png', 'https://a.example/b.png'],
  ['a picture of a width', '/ii/w820/s/a.example/b.png', 'https://a.example/b.png'],
  ['a font', '/r/s/a.example/b.woff', 'https://a.example/b.woff'],
  ['a query in escapes', '/c/s/a.example/b%3Fc=d', 'https://a.example/b?c=d'],
  ['escapes that cannot be read', '/c/s/a.example/%FF', ''],
  ['by its name where the path is another', '/x.js', 'https://a-b.example/x.js'],
])('%s', (_, path, expected) => {
  const parsed = parseDestination(`https://a--b-example.cdn.ampproject.org${path}`);
  if (!parsed.ok) throw new Error(path);
  expect(ampOrigin(parsed.destination)).toBe(expected);
});

test.each(['https://cdn.ampproject.org/v0.js', 'https://cdn.ampproject.org/v0/amp-ad-0.1.js'])(
  '%s is the cache itself',
  (url) => {
    const parsed = parseDestination(url);
    expect(parsed.ok && ampOrigin(parsed.destination)).toBeNull();
  },
);

test.each([
  ['www-example-com', 'www.example.com'],
  ['foo--example-com', 'foo-example.com'],
  ['example', 'example'],
])('%s is %s', (label, expected) => {
  expect(decodedLabel(label)).toBe(expected);
});
