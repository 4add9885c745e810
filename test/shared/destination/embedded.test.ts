import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copyServices } from '../../../shared/destination/copy-services.ts';
import { parseDestination, urlText } from '../../../shared/destination/destination.ts';
import { embeddedIn, maximumDepth, servesCopies } from '../../../shared/destination/embedded.ts';
import { readData, withData } from '../../support/shared-data.ts';

function inside(url: string): string[] {
  const parsed = parseDestination(url);
  if (!parsed.ok) throw new Error(`${url}: ${parsed.problem}`);
  const { copies, isKnown } = embeddedIn(parsed.destination);
  return [...copies.map(urlText), ...(isKnown ? [] : ['unknown'])];
}

const translated = (url: string) => `https://translate.google.com/?u=${encodeURIComponent(url)}`;

describe('embeddedIn', () => {
  test.each([
    ['finds nothing in an ordinary page', 'https://example.jp/?u=https://a.example/', []],
    ['finds the original', translated('https://a.example/b?c=d'), ['https://a.example/b?c=d']],
    ['takes http where no scheme is told', translated('a.example/b'), ['http://a.example/b']],
    ['mends a single slash', 'https://12ft.io/https:/a.example/b', ['https://a.example/b']],
    [
      'unwraps from the outside to the inside',
      translated('https://web.archive.org/web/2020/https://a.example/'),
      ['https://web.archive.org/web/2020/https://a.example/', 'https://a.example/'],
    ],
    ['does not guess what cannot be read', translated('https://[a/'), ['unknown']],
    ['does not guess between two hosts', translated('https://a@b@c.example/'), ['unknown']],
    [
      'keeps what it could unwrap before',
      translated('https://archive.ph/AbCdE'),
      ['https://archive.ph/AbCdE', 'unknown'],
    ],
  ])('%s', (_, url, expected) => {
    expect(inside(url)).toEqual(expected);
  });

  test('unwraps so many, and gives up on one more', () => {
    let url = 'https://a.example/';
    for (let depth = 1; depth <= maximumDepth; depth++) {
      url = translated(url);
      const chain = inside(url);
      expect(chain).toHaveLength(depth);
      expect(chain.at(-1)).toBe('https://a.example/');
    }
    const chain = inside(translated(url));
    expect(chain).toHaveLength(maximumDepth + 1);
    expect(chain.at(-1)).toBe('unknown');
  });

  test('finds a page however many services show it, and never throws', () => {
    const wrap = fc.constantFrom<(url: string) => string>(
      translated,
      (url) => `https://web.archive.org/web/20200102030405/${url}`,
      (url) => `https://translate.yandex.com/translate?url=${encodeURIComponent(url)}`,
      (url) => `https://megalodon.jp/2020-0102-0304-05/${url}`,
      (url) => `https://r.jina.ai/${url}`,
      (url) => `https://www.translatetheweb.com/?from=&to=ja&a=${encodeURIComponent(url)}`,
    );
    fc.assert(
      fc.property(
        fc.array(wrap, { minLength: 1, maxLength: maximumDepth }),
        fc.webUrl(),
        (wraps, url) => {
          const original = parseDestination(url);
          if (!original.ok) return;
          const chain = inside(wraps.reduce((text, wrapIn) => wrapIn(text), url));
          expect(chain.at(-1)).toBe(urlText(original.destination));
        },
      ),
      { seed: 2026, numRuns: 300 },
    );
  });
});

test('never throws, whatever stands behind a service’s name', () => {
  const hosts = copyServices.flatMap((service) =>
    service.hosts.map((host) => host.replace('*', 'a')),
  );
  const part = fc.constantFrom(
    '/',
    'web',
    '2020',
    'c',
    's',
    '?',
    '&',
    'u=',
    'a=',
    'url=',
    '%',
    '%2F',
    'https:',
    '//',
    'a.example',
    'cache:',
    '*',
    '_x_tr_hp=',
  );
  fc.assert(
    fc.property(fc.constantFrom(...hosts), fc.array(part, { maxLength: 12 }), (host, parts) => {
      const parsed = parseDestination(`https://${host}/${parts.join('')}`);
      if (!parsed.ok) return;
      const { copies } = embeddedIn(parsed.destination);
      expect(copies.length).toBeLessThanOrEqual(maximumDepth);
    }),
    { seed: 2026, numRuns: 5000 },
  );
});

test.each([
  ['translate.google.co.jp', true],
  ['www.google.com', true],
  ['google.de', true],
  ['a.translate.goog', true],
  ['cdn.ampproject.org', true],
  ['accounts.google.com', false],
  ['www.google.nope', false],
  ['nottranslate.goog', false],
  ['archive.org', false],
])('%s can show copies: %s', (host, expected) => {
  expect(servesCopies(host)).toBe(expected);
});

type Vectors = { embedded_url: { url: string; embedded: string | null }[] };
const data = readData<Vectors>('url/chromium_url_util.json');
describe.skipIf(data === null)(withData('chromium_url_util.json', data === null), () => {
  test.each(data?.embedded_url.map((row) => [row.url, row.embedded] as const) ?? [])(
    '%s holds %s',
    (url, embedded) => {
      const expected = embedded === null ? null : parseDestination(embedded);
      if (expected !== null && !expected.ok) throw new Error(embedded ?? '');
      expect(inside(url)).toEqual(expected === null ? [] : [urlText(expected.destination)]);
    },
  );
});
