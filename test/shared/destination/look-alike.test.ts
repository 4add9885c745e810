import { describe, expect, test } from 'vitest';
import { canonicalHost } from '../../../shared/destination/canonical-host.ts';
import { compileOwnNames, isOneSlip } from '../../../shared/destination/look-alike.ts';
import { readData, withData } from '../../support/shared-data.ts';

const own = compileOwnNames(['city.yokote.lg.jp', 'city.kobe.jp', 'xn--5rtp49c13s.jp']);
const imitated = (text: string) => own.imitatedBy(canonicalHost(text)?.host ?? '');
const yokote = 'city.yokote.lg.jp';

describe('imitates', () => {
  test.each([
    ['the suffix with a digit', 'city.yokote.1g.jp', yokote],
    ['the suffix of others with a digit', 'www.town.other.1g.jp', 'lg.jp'],
    ['the suffix with a zero', 'www.mhlw.g0.jp', 'go.jp'],
    ['the suffix by a hyphen', 'city-yokote-lg.jp', yokote],
    ['the suffix of others by a hyphen', 'town-other-lg.jp', 'lg.jp'],
    ['a known body by a hyphen', 'www.nta-go.jp', 'go.jp'],
    ['the suffix where it counts for nothing', 'yokote.lg.jp.example.com', 'lg.jp'],
    ['the suffix of a ministry there', 'www.mhlw.go.jp.example.com', 'go.jp'],
    ['the suffix as a registered name', 'lg-jp.com', 'lg.jp'],
    ['the suffix in a registered name', 'city-other-lg-jp.com', 'lg.jp'],
    ['the suffix without anything between', 'otherlgjp.com', 'lg.jp'],
    ['the registered word with a zero', 'y0kote.com', yokote],
    ['the registered word in Cyrillic', 'уоkоtе.com', yokote],
    ['one letter less', 'yokte.jp', yokote],
    ['one letter more', 'yokotee.com', yokote],
    ['one other letter', 'yokota.example.com', null],
    ['one other letter, registered', 'www.yokote.yokota.com', yokote],
    ['two changed places', 'yoktoe.com', yokote],
    ['the words joined by a hyphen', 'city-yokote.com', yokote],
    ['the words joined the other way round', 'yokotecity.jp', yokote],
    ['a word behind what municipalities put in front', 'k0be.com', 'city.kobe.jp'],
  ])('%s: %s', (_, host, expected) => {
    expect(imitated(host)).toBe(expected);
  });
});

describe('is left alone', () => {
  test.each([
    'city.yokote.lg.jp',
    'www.city.yokote.lg.jp',
    'www.city.kobe.jp',
    'yokote.com',
    'yokote.akita.jp',
    'library.yokote.akita.jp',
    'town.other.lg.jp',
    'www.mhlw.go.jp',
    'tabi-go.jp',
    'go.example.jp',
    'kobo.com',
    'kobe.com',
    'www-city-yokote-lg-jp.translate.goog',
    'www-mhlw-go-jp.cdn.ampproject.org',
    '横手市.jp',
    '日本語.jp',
    'みほん.jp',
    'example.jp',
    'localhost',
  ])('%s', (host) => {
    expect(imitated(host)).toBeNull();
  });
});

test('remembers, and says the same again', () => {
  for (let i = 0; i < 10_010; i++) own.imitatedBy(`h${i}.example`);
  expect([imitated('y0kote.com'), imitated('y0kote.com')]).toEqual([yokote, yokote]);
});

test.each([
  ['abc', 'abc', false],
  ['abc', 'abd', true],
  ['abc', 'ab', true],
  ['abc', 'acb', true],
  ['abc', 'xabc', true],
  ['abc', 'abcxx', false],
  ['abc', 'cba', false],
  ['', 'a', true],
  ['abcd', 'badc', false],
])('%s and %s are one slip apart: %s', (a, b, expected) => {
  expect([isOneSlip(a, b), isOneSlip(b, a)]).toEqual([expected, expected]);
});

type Spoof = {
  vectors: { ascii: string; unicode: string; verdict: 'safe' | 'unsafe' | 'invalid' }[];
};
const data = readData<Spoof>('url/chromium_idn_spoof.json');
describe.skipIf(data === null)(withData('chromium_idn_spoof.json', data === null), () => {
  // What the unsafe ones of the list are made to be taken for.
  const originals = [
    'google.com',
    'orange.com',
    'cuckoo.com',
    'scope.com',
    'pixel.com',
    'jack.com',
  ];
  const theirs = compileOwnNames(originals);
  const ours = compileOwnNames([yokote]);
  const hosts = (verdict: string) =>
    (data?.vectors ?? []).flatMap((row) =>
      row.verdict === verdict ? [canonicalHost(row.ascii)?.host ?? ''] : [],
    );

  test('every imitation of a name is seen by whose name it is', () => {
    const seen = hosts('unsafe').flatMap((host) => theirs.imitatedBy(host) ?? []);
    expect(seen.sort()).toEqual([
      'cuckoo.com',
      'google.com',
      'google.com',
      'jack.com',
      'orange.com',
      'pixel.com',
      'scope.com',
    ]);
  });

  test('no honest name is touched, neither by those names nor by the city’s', () => {
    const safe = hosts('safe');
    expect(safe.length).toBeGreaterThan(20);
    for (const host of safe) {
      expect([host, theirs.imitatedBy(host), ours.imitatedBy(host)]).toEqual([host, null, null]);
    }
  });
});
