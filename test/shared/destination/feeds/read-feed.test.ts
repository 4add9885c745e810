import { expect, test } from 'vitest';
import { readFeed } from '../../../../shared/destination/feeds/read-feed.ts';
import { feedLines } from '../../../support/feed-lines.ts';

test.each([
  ['the format that is told', 'dstdomain', '.a.example', ['1 *.a.example']],
  ['what it looks like', 'auto', '0.0.0.0 a.example', ['1 a.example']],
  ['a byte order mark is none of its names', 'domains', '\ufeffa.example', ['1 a.example']],
  ['a page of a portal, whatever the format', 'domains', '<!doctype html>\na.example', ['1 html']],
] as const)('%s', (_, format, text, expected) => {
  const read = (...[given, options, sink]: Parameters<Parameters<typeof feedLines>[0]['read']>) =>
    void readFeed(given, format, options, sink);
  expect(feedLines({ read }, text)).toEqual(expected);
});
