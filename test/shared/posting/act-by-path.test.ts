import { expect, test } from 'vitest';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { type ActByPath, actByPath } from '../../../shared/posting/act-by-path.ts';

const policyServices = { hosts: new Map([['sns.city.example', 'mastodon']]), described: [] };

test.each<[string, string, string, ActByPath]>([
  ['signing in to Facebook', 'POST', 'https://www.facebook.com/login/', 'sign-in'],
  ['a message on Facebook', 'POST', 'https://www.facebook.com/messages/send', 'message'],
  ['an operation that the body names', 'POST', 'https://www.facebook.com/api/graphql/', 'unsure'],
  ['a photo for Facebook', 'POST', 'https://upload.facebook.com/ajax/photos/x', 'upload'],
  [
    'a deletion that the path names',
    'POST',
    'https://x.com/i/api/graphql/abc/DeleteTweet',
    'delete',
  ],
  ['a post that may be an edit', 'POST', 'https://x.com/i/api/graphql/abc/CreateTweet', 'unsure'],
  ['a write that nobody knows', 'POST', 'https://x.com/i/api/new-thing', 'unknown-write'],
  [
    'a record that may be a like',
    'POST',
    'https://bsky.social/xrpc/com.atproto.repo.createRecord',
    'unsure',
  ],
  ['a service of the policy', 'POST', 'https://sns.city.example/api/v1/statuses', 'unsure'],
  ['no service', 'POST', 'https://shop.example/cart', 'elsewhere'],
])('%s', (_, method, url, expected) => {
  const parsed = parseDestination(url);
  if (!parsed.ok) throw new Error(parsed.problem);
  expect(actByPath(method, parsed.destination, policyServices)).toBe(expected);
});
