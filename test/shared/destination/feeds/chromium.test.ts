import { expect, test } from 'vitest';
import { chromium } from '../../../../shared/destination/feeds/chromium.ts';
import { feedLines } from '../../../support/feed-lines.ts';

const policy = `{
  "URLBlocklist": [
    "a.example",
    ".b.example",
    "c.example/path",
    "https://d.example",
    "*"
  ],
  "URLAllowlist": ["x.a.example", "c.example/path/open"]
}`;

test('of a list that blocks, the blocklist is listed and the allowlist excepted', () => {
  expect(feedLines(chromium, policy)).toEqual([
    '3 *.a.example',
    '4 b.example',
    '5 filter c.example/path',
    '6 filter https://d.example',
    '7 filter *',
    '9 not *.x.a.example',
    '9 not filter c.example/path/open',
  ]);
});

test('of a list that allows it is the other way round', () => {
  expect(feedLines(chromium, policy, { action: 'allow' }).slice(0, 3)).toEqual([
    '9 *.x.a.example',
    '9 filter c.example/path/open',
    '9 not *.a.example',
  ]);
});

test.each([
  ['no JSON', 'a.example', ['1 not-json']],
  ['half a file', policy.slice(0, 60), ['1 not-json']],
  ['JSON of something else', '{"a": 1}', ['1 not-json']],
  ['an array at the top', '["a.example"]', ['1 not-json']],
  [
    'as the browser exports it',
    '{"policies": {"URLBlocklist": {"value": ["a.example"]}}}',
    ['1 *.a.example'],
  ],
  [
    'what is no text, no filter',
    '{"URLBlocklist": [1, "*.a.example"]}',
    ['1 other-rule', '1 not-a-host'],
  ],
])('%s', (_, text, expected) => {
  expect(feedLines(chromium, text)).toEqual(expected);
});
