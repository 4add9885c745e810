import { expect, test } from 'vitest';
import { canonicalHost } from '../../../shared/destination/canonical-host.ts';
import {
  breadthOf,
  isKnownSuffix,
  registrableDomain,
} from '../../../shared/destination/public-suffix.ts';
import { readData, withData } from '../../support/shared-data.ts';

test.each([
  ['jp', 'tld'],
  ['com', 'tld'],
  ['co.jp', 'suffix'],
  ['github.io', 'suffix'],
  ['yokote.akita.jp', 'suffix'],
  ['go.jp', null],
  ['lg.jp', null],
  ['example.jp', null],
  ['localhost', null],
  ['intra', null],
  ['192.0.2.1', null],
])('the breadth of %s is %s', (host, expected) => {
  expect(breadthOf(host)).toBe(expected);
});

test.each([
  ['example.com', true],
  ['city.yokote.lg.jp', true],
  ['a.github.io', true],
  ['foo.test', false],
  ['service.notatld', false],
  ['localhost', false],
])('whether %s ends in a domain that there is: %s', (host, is) => {
  expect(isKnownSuffix(host)).toBe(is);
});

const data = readData<{ vectors: { input: string; registrable: string | null }[] }>('url/psl.json');
test.skipIf(data === null)(withData('psl.json: what somebody registered', data === null), () => {
  for (const { input, registrable } of data?.vectors ?? []) {
    const host = canonicalHost(input)?.host;
    const expected = registrable === null ? null : (canonicalHost(registrable)?.host ?? null);
    const found = host === undefined ? null : registrableDomain(host);
    expect([input, found]).toEqual([input, expected]);
  }
});
