import { expect, test } from 'vitest';
import { checkOwnDomains } from '../../../shared/policy/check-own-domains.ts';

test.each([
  ['city.example.lg.jp', true],
  ['City.Example.LG.jp.', true],
  ['横手市.jp', true],
  ['city.kobe.jp', true],
  ['lg.jp', false],
  ['jp', false],
  ['192.0.2.1', false],
  ['https://city.example.lg.jp', false],
  ['*.example.lg.jp', false],
  ['a b', false],
])('%s is a name of its own: %s', (domain, expected) => {
  const found = checkOwnDomains({ organization: { name: 'a', domains: [domain] } });
  expect(found.map(({ severity, at }) => [severity, ...at])).toEqual(
    expected ? [] : [['error', 'organization', 'domains', 0]],
  );
});
