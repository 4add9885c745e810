import { expect, test } from 'vitest';
import { checkUnreadPostings } from '../../../shared/policy/check-unread-postings.ts';
import { placeText } from '../../../shared/policy/finding.ts';
import { exampleRule } from '../../support/posting-rules.ts';
import { smallPolicy } from '../../support/small-policy.ts';

test.each([
  ['a host of the service', 'bsky.social', ['intercept.except[0].match']],
  ['a host that the rule itself names', 'pds.city.example', ['intercept.except[0].match']],
  ['all that lies above it', 'city.example', ['intercept.except[0].match']],
  ['nothing wrong with other hosts', 'myna.go.jp', []],
  ['nothing in what is no filter: that is told elsewhere', 'a b', []],
])('finds %s', (_, match, expected) => {
  const found = checkUnreadPostings(
    smallPolicy({
      intercept: { default: true, except: [{ match, reason: '試験' }] },
      posting: [{ ...exampleRule, hosts: ['pds.city.example'] }],
    }),
  );
  expect(found.map(({ at }) => placeText(at))).toEqual(expected);
});
