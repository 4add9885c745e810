import { describe, expect, test } from 'vitest';
import { openingOf } from '../../../../proxy/hub/requests/opening.ts';
import type { RefusedPlace } from '../../../../proxy/hub/store/refusal-store.ts';
import { asked, policyWith } from './request-samples.ts';

const now = Date.parse('2026-11-25T00:00:00Z');

const place = (host: string, path: string | null, fields: Partial<RefusedPlace> = {}) => ({
  scheme: 'https',
  host,
  port: 443,
  path,
  user: 'tanaka',
  unit: '総務企画部',
  count: 1,
  ...fields,
});
const refused: RefusedPlace[] = [
  place('www.shop.example', '/form/1', { count: 3 }),
  place('www.shop.example', '/form/2', { user: 'suzuki', count: 2 }),
  place('www.shop.example', null, { user: 'sato', count: 5 }),
  place('img.shop.example', '/a.png', { count: 7, user: 'suzuki' }),
  place('www.shop.example', '/form/1', { port: 8443, count: 11 }),
];

function shapes(entries: string[] = [], url = asked.url, given = refused) {
  const current = policyWith(...entries);
  const opening = openingOf({ ...asked, url }, { ...current, refused: given, days: 14, now });
  if (opening === null) throw new Error('nothing');
  const [page, host, below] = opening.shapes;
  return { opening, page, host, below };
}

describe('what each shape opens', () => {
  test('the page: itself, and what of the host nobody can tell', () => {
    expect(shapes().page).toMatchObject({
      match: '.www.shop.example/form/1',
      refusals: 14,
      people: 1,
      unseen: 5,
      hosts: [{ name: 'www.shop.example', count: 14 }],
    });
  });
  test('the host: all its pages, and whose refusals they were', () => {
    expect(shapes().host).toMatchObject({
      match: '.www.shop.example',
      refusals: 21,
      people: 3,
      unseen: 0,
      users: [
        { name: 'tanaka', count: 14 },
        { name: 'sato', count: 5 },
        { name: 'suzuki', count: 2 },
      ],
    });
  });
  test('with sub-domains: those below the host, not its neighbours', () => {
    const { below } = shapes([], 'https://shop.example/');
    expect(below).toMatchObject({ match: 'shop.example', refusals: 28 });
    expect(below?.hosts.map(({ name }) => name)).toEqual(['www.shop.example', 'img.shop.example']);
    expect(shapes().below).toMatchObject({ match: 'www.shop.example', refusals: 21 });
  });
});

test('what other entries open already is not counted', () => {
  const { host } = shapes(['{ match: .www.shop.example, users: [suzuki] }']);
  expect(host).toMatchObject({ refusals: 19, people: 2 });
});

test('an entry that still stops it is named', () => {
  const { opening, page, below } = shapes(['{ match: .www.shop.example, action: block }']);
  expect(opening.blockedBy).toEqual(['granted/.www.shop.example']);
  expect(page).toMatchObject({ loses: null, refusals: 14 });
  expect(below).toMatchObject({ loses: 'granted/.www.shop.example', refusals: 0 });
});

test('an entry that stops wider and loses is named, but stops nothing', () => {
  const { opening, host } = shapes(['{ match: shop.example, action: block }']);
  expect(opening.blockedBy).toEqual(['granted/shop.example']);
  expect(host).toMatchObject({ loses: null, refusals: 21 });
});

test('a name that looks like another is said with it', () => {
  const lookAlike = (host: string) => (host === 'www.shop.example' ? 'www.shop.lg.jp' : null);
  const options = { ...policyWith(), refused, days: 14, now, lookAlike };
  expect(openingOf(asked, options)?.lookAlike).toBe('www.shop.lg.jp');
  expect(shapes().opening.lookAlike).toBeNull();
});

test('a public suffix is said, and cannot be opened whole', () => {
  const { opening, below } = shapes([], 'https://github.io/', []);
  expect(opening.suffix).toBe('github.io');
  expect(below).toMatchObject({ match: null, problem: expect.stringContaining('public suffix') });
});

test('a page in a closed zone opens in no shape', () => {
  for (const shape of shapes([], 'https://10.0.0.1/', []).opening.shapes) {
    expect(shape).toMatchObject({ match: null, problem: expect.stringContaining('10.0.0.0/8') });
  }
});

test('addresses in brackets are counted as well', () => {
  const given = [place('2001:db8::1', '/', { count: 4 })];
  expect(shapes([], 'https://[2001:db8::1]/', given).host).toMatchObject({ refusals: 4 });
});

test('a URL that cannot be read opens nothing', () => {
  const current = policyWith();
  const options = { ...current, refused, days: 14, now };
  expect(openingOf({ ...asked, url: 'not a URL' }, options)).toBeNull();
});
