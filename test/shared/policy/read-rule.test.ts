import { expect, it } from 'vitest';
import { type NamedRule, readRule } from '../../../shared/policy/read-rule.ts';

it.each<[string, NamedRule | null]>([
  ['uploads.rules[0]', { kind: 'upload', number: 1 }],
  ['uploads.rules[12]', { kind: 'upload', number: 13 }],
  ['uploads.rules', { kind: 'upload-other' }],
  ['uploads.default', { kind: 'upload-other' }],
  ['destinations.default', { kind: 'no-list' }],
  ['posting/bluesky', { kind: 'posting', service: 'bluesky' }],
  ['posting/bluesky/forbidden/pictureMetadata', { kind: 'posting', service: 'bluesky' }],
  ['uploads.rules[1234567]', null],
  ['uploads.rules[0] ', null],
  ['posting/', null],
  ['public-bodies/go.jp', null],
  ['', null],
])('%s', (rule, expected) => {
  expect(readRule(rule)).toEqual(expected);
});
