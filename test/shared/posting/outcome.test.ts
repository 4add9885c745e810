import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/posting/catalogue.ts';
import { postingOutcome } from '../../../shared/posting/outcome.ts';
import { type Act, acts } from '../../../shared/posting/service.ts';

const bytes = (value: unknown) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const outcome = (service: string, act: Act, status: number | null, value: unknown, more = {}) => {
  const { taken, address } = postingOutcome(service, act, { status, body: bytes(value), ...more });
  return { taken, address };
};
const uri = 'at://did:plc:yokote/app.bsky.feed.post/3kabc';
const tweet = (id: string) => ({
  data: { create_tweet: { tweet_results: { result: { rest_id: id } } } },
});

describe('what became of a posting', () => {
  it.each<[string, string, Act, number | null, unknown, boolean | null, string | null]>([
    [
      'a post on Bluesky',
      'bluesky',
      'post',
      200,
      { uri, cid: 'b' },
      true,
      'https://bsky.app/profile/did:plc:yokote/post/3kabc',
    ],
    [
      'several posts on Bluesky',
      'bluesky',
      'post',
      200,
      { results: [{ uri }] },
      true,
      'https://bsky.app/profile/did:plc:yokote/post/3kabc',
    ],
    ['an upload to Bluesky', 'bluesky', 'upload', 200, { blob: {} }, true, null],
    ['a deletion on Bluesky', 'bluesky', 'delete', 200, { uri }, true, null],
    ['a refused post on Bluesky', 'bluesky', 'post', 400, { error: 'InvalidRequest' }, false, null],
    [
      'an address that is another record',
      'bluesky',
      'post',
      200,
      { uri: 'at://did:plc:a/app.bsky.feed.like/1' },
      true,
      null,
    ],
    ['a post on X', 'x', 'post', 200, tweet('123'), true, 'https://x.com/i/web/status/123'],
    [
      'a post on X by the API',
      'x',
      'post',
      201,
      { data: { id: '123', text: 'a' } },
      true,
      'https://x.com/i/web/status/123',
    ],
    [
      'a double post, which X refuses with 200',
      'x',
      'post',
      200,
      { errors: [{ code: 187 }], data: { create_tweet: {} } },
      false,
      null,
    ],
    [
      'a post on X with a warning beside it',
      'x',
      'post',
      200,
      { errors: [{ code: 1 }], ...tweet('5') },
      true,
      'https://x.com/i/web/status/5',
    ],
    ['an id on X that is none', 'x', 'post', 200, tweet('1/../../evil'), true, null],
    [
      'a post on Mastodon',
      'mastodon',
      'post',
      200,
      { id: '1', url: 'https://mstdn.jp/@a/1' },
      true,
      'https://mstdn.jp/@a/1',
    ],
    [
      'an address that is a script',
      'mastodon',
      'post',
      200,
      { url: 'javascript:alert(1)' },
      true,
      null,
    ],
    [
      'an address with a line break',
      'mastodon',
      'post',
      200,
      { url: 'https://a.example/\nx' },
      true,
      null,
    ],
    [
      'an endless address',
      'mastodon',
      'post',
      200,
      { url: `https://a.example/${'a'.repeat(5000)}` },
      true,
      null,
    ],
    [
      'a post on WordPress',
      'wordpress',
      'post',
      201,
      { link: 'https://blog.example/?p=5' },
      true,
      'https://blog.example/?p=5',
    ],
    ['a server that breaks', 'mastodon', 'post', 502, '', null, null],
    ['no answer at all', 'mastodon', 'post', null, '', null, null],
    ['a redirection that says nothing', 'ameblo', 'post', 302, '', null, null],
    [
      'an error of GraphQL',
      'facebook',
      'post',
      200,
      { errors: [{ message: 'no' }], data: null },
      false,
      null,
    ],
    [
      'an error beside other data',
      'facebook',
      'post',
      200,
      { errors: [{}], data: { a: { id: '5' } } },
      null,
      null,
    ],
    ['an answer that is no JSON', 'x', 'post', 200, '<html>', true, null],
    ['a service without addresses', 'tiktok', 'post', 200, { ok: 1 }, true, null],
    ['a prototype’s name for a service', 'constructor', 'post', 200, {}, true, null],
  ])('is told: %s', (_, service, act, status, value, taken, address) => {
    expect(outcome(service, act, status, value)).toEqual({ taken, address });
  });

  it('is found on the host of the request', () => {
    const url = 'https://misskey.example/api/notes/create';
    const value = { createdNote: { id: '9abc' } };
    expect(outcome('misskey', 'post', 200, value, { url }).address).toBe(
      'https://misskey.example/notes/9abc',
    );
  });

  it('is read of an answer that is very deep', () => {
    const deep = `{"errors":[1],"data":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    expect(outcome('x', 'post', 200, deep).taken).toBe(false);
  });

  it('never throws, and an address is always a web address', () => {
    const service = fc.constantFrom(...catalogue.map(({ id }) => id));
    const status = fc.constantFrom(null, 0, 200, 201, 302, 400, 500);
    fc.assert(
      fc.property(
        service,
        fc.constantFrom(...acts),
        status,
        fc.jsonValue(),
        (s, act, code, value) => {
          const { address, taken } = outcome(s, act, code, value);
          if (address !== null) expect(address).toMatch(/^https?:\/\//);
          if (taken !== true) expect(address).toBeNull();
        },
      ),
      { numRuns: 1000 },
    );
  });
});
