import { describe, expect, test } from 'vitest';
import { postingResults, type SentPosting } from '../../../proxy/gateway/posting-results.ts';

const url = 'https://bsky.social/xrpc/com.atproto.repo.applyWrites';
const post: SentPosting = { service: 'bluesky', act: 'post' };
const remove: SentPosting = { service: 'bluesky', act: 'delete' };
const uri = (key: string) => ({ uri: `at://did:plc:a/app.bsky.feed.post/${key}` });
const page = (key: string) => `https://bsky.app/profile/did:plc:a/post/${key}`;
const answered = (value: unknown, status = 200) => ({
  status,
  headers: {},
  body: Buffer.from(JSON.stringify(value)),
});

describe('postingResults', () => {
  test.each<[string, SentPosting[], Parameters<typeof postingResults>[1], unknown[]]>([
    ['one', [post], answered(uri('a')), [[true, page('a')]]],
    [
      'each of several',
      [post, post],
      answered({ results: [uri('a'), uri('b')] }),
      [
        [true, page('a')],
        [true, page('b')],
      ],
    ],
    [
      'a deletion among them has no address',
      [remove, post],
      answered({ results: [{}, uri('b')] }),
      [
        [true, null],
        [true, page('b')],
      ],
    ],
    [
      'addresses that cannot be told apart are none',
      [post, post],
      answered({ results: [uri('a'), uri('b'), uri('c')] }),
      [
        [true, null],
        [true, null],
      ],
    ],
    ['not taken', [post], answered({ error: 'x' }, 400), [[false, null]]],
    [
      'no answer',
      [post, remove],
      null,
      [
        [null, null],
        [null, null],
      ],
    ],
    [
      'an answer that was not kept',
      [post],
      { status: 200, headers: {}, body: null },
      [[null, null]],
    ],
    [
      'a refusal that was not kept',
      [post],
      { status: 403, headers: {}, body: null },
      [[false, null]],
    ],
  ])('%s', (_, postings, answer, expected) => {
    const results = postingResults(postings, answer, url);
    expect(results.map(({ taken, address }) => [taken, address])).toEqual(expected);
  });
});
