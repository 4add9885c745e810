import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { lookingPolicy } from '../../support/looking-policy.ts';
import { type Arrived, startReceivingSite } from '../../support/receiving-site.ts';
import { type Sending, sendThrough } from '../../support/send-through.ts';
import { startTestGateway } from '../../support/test-gateway.ts';
import { individual } from '../inspection/build-documents.ts';

const json = { 'content-type': 'application/json' };
const post = (text: string, repo = 'did:plc:yokote') =>
  JSON.stringify({ repo, collection: 'app.bsky.feed.post', record: { text } });
const create = '/xrpc/com.atproto.repo.createRecord';

const rule = (service: string, more = '') =>
  `{ service: ${service}, responsible: tanaka, accounts: [{ name: yokote.example, ids: ["did:plc:yokote", "yokote_city"], posters: [tanaka] }], approval: after${more} }`;

/** Every service's host is this machine. */
async function startWorld(
  rules: readonly string[],
  answer?: (arrived: Arrived, res: ServerResponse) => void,
  mode: 'observe' | 'enforce' = 'enforce',
) {
  const site = await startReceivingSite(answer);
  const more = `posting: [${rules.join(', ')}]`;
  const world = await startTestGateway(lookingPolicy([site.port], { more, mode }), {
    resolve: () => Promise.resolve(['127.0.0.1']),
  });
  return {
    ...world,
    site,
    send: (host: string, path: string, sending: Sending = {}) =>
      sendThrough(world.port, `http://${host}:${site.port}${path}`, { headers: json, ...sending }),
    async [Symbol.asyncDispose]() {
      await world[Symbol.asyncDispose]();
      await site[Symbol.asyncDispose]();
    },
  };
}

const uri = (key: string) => `at://did:plc:yokote/app.bsky.feed.post/${key}`;
const page = (key: string) => `https://bsky.app/profile/did:plc:yokote/post/${key}`;

describe('a posting', () => {
  test('is recorded before it leaves, and what became of it after', async () => {
    await using world = await startWorld([rule('bluesky')], (_, res) => {
      res.setHeader('content-type', 'application/json').setHeader('content-encoding', 'gzip');
      res.end(gzipSync(JSON.stringify({ uri: uri('3k1'), cid: 'c' })));
    });
    const body = post('明日は雪まつりです');
    const { status } = await world.send('bsky.social', create, { body });
    expect(status).toBe(200);
    expect(world.site.arrived.map((each) => each.body.toString())).toEqual([body]);
    await world.audit.whenOutcomes(1);
    expect(world.audit.decisions()).toMatchObject([
      {
        action: 'allow',
        handling: 'forward',
        postings: [
          {
            service: 'bluesky',
            act: 'post',
            account: 'yokote.example',
            text: '明日は雪まつりです',
            action: 'allow',
            reason: 'posting-rules',
            review: true,
          },
        ],
      },
    ]);
    expect(world.audit.outcomes()).toMatchObject([
      { status: 200, postings: [{ taken: true, address: page('3k1') }] },
    ]);
  });

  test('of three in one request each is judged and found again', async () => {
    await using world = await startWorld([rule('bluesky')], (_, res) =>
      res.end(JSON.stringify({ results: ['a', 'b', 'c'].map((key) => ({ uri: uri(key) })) })),
    );
    const writes = ['一', '二', '三'].map((text) => ({
      $type: 'com.atproto.repo.applyWrites#create',
      collection: 'app.bsky.feed.post',
      value: { text },
    }));
    const body = JSON.stringify({ repo: 'did:plc:yokote', writes });
    await world.send('bsky.social', '/xrpc/com.atproto.repo.applyWrites', { body });
    await world.audit.whenOutcomes(1);
    expect(world.audit.decisions()[0]?.postings?.map(({ text }) => text)).toEqual([
      '一',
      '二',
      '三',
    ]);
    expect(world.audit.outcomes()[0]?.postings?.map(({ address }) => address)).toEqual(
      ['a', 'b', 'c'].map(page),
    );
  });

  test.each<[string, string, string, Sending, object]>([
    [
      'an unknown account',
      'bsky.social',
      create,
      { body: post('雪', 'did:plc:other') },
      { reason: 'account-unknown' },
    ],
    [
      'a forbidden word',
      'bsky.social',
      create,
      { body: post('入札予定価格は百万円') },
      { reason: 'forbidden-content' },
    ],
    [
      'an Individual Number',
      'bsky.social',
      create,
      { body: post(`個人番号 ${individual()}`) },
      { action: 'block' },
    ],
    [
      'a write that nobody knows',
      'bsky.social',
      '/xrpc/app.bsky.unheard.of',
      { body: '{}' },
      { reason: 'unknown-write' },
    ],
    [
      'X by GraphQL, of nobody known',
      'x.com',
      '/i/api/graphql/abc/CreateTweet',
      { body: '{"variables":{"tweet_text":"雪"}}' },
      { reason: 'account-unknown' },
    ],
    [
      'X by DELETE, without a body',
      'api.x.com',
      '/2/tweets/123',
      { method: 'DELETE' },
      { reason: 'account-unknown' },
    ],
    [
      'Mastodon, told by its shape',
      'social.city.example',
      '/api/v1/statuses',
      { body: '{"status":"雪"}' },
      { reason: 'account-unknown' },
    ],
    [
      'a service without rules',
      'www.instagram.com',
      '/api/v1/media/configure/',
      { body: 'caption=a', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      { reason: 'no-posting-rules' },
    ],
    [
      'a body in an encoding that is not known',
      'bsky.social',
      create,
      { body: 'abc', headers: { ...json, 'content-encoding': 'x' } },
      { action: 'block' },
    ],
    [
      'JSON too large to be read on the way',
      'bsky.social',
      create,
      { body: post('雪'.repeat(500_000)) },
      { reason: 'unknown-write' },
    ],
  ])('refuses %s', async (_, host, path, sending, expected) => {
    const more = ', forbidden: { words: [入札予定価格] }';
    await using world = await startWorld([rule('bluesky', more), rule('x'), rule('mastodon')]);
    const { status, text } = await world.send(host, path, sending);
    expect(status).toBe(403);
    expect(world.site.begun()).toBe(0);
    expect(world.audit.records.length).toBe(1);
    expect(world.audit.decisions()).toMatchObject([
      { action: 'block', handling: 'refuse', ...expected },
    ]);
    expect(world.audit.decisions()[0]?.postings?.[0]).toMatchObject({ review: false });
    expect(JSON.stringify(world.audit.records) + text).not.toContain(individual());
  });

  test.each<[string, string, Sending]>([
    ['reading', '/i/api/graphql/abc/HomeTimeline', { method: 'GET' }],
    ['a like', '/i/api/graphql/abc/FavoriteTweet', { body: '{"variables":{"tweet_id":"1"}}' }],
  ])('is not %s', async (_, path, sending) => {
    await using world = await startWorld([rule('x')]);
    expect((await world.send('x.com', path, sending)).status).toBe(200);
    expect(world.audit.decisions()[0]?.postings).toBeUndefined();
  });

  test('is only noted where the policy observes', async () => {
    await using world = await startWorld([rule('bluesky')], undefined, 'observe');
    const body = post('雪', 'did:plc:other');
    expect((await world.send('bsky.social', create, { body })).status).toBe(200);
    expect(world.audit.decisions()).toMatchObject([
      { action: 'allow', would: 'block', reason: 'account-unknown' },
    ]);
  });
});

describe('the account', () => {
  test('is known from the session that the service told before', async () => {
    await using world = await startWorld([rule('x')], ({ url }, res) => {
      const isSession = url.includes('verify_credentials');
      res.end(JSON.stringify(isSession ? { screen_name: 'yokote_city', id_str: '77' } : {}));
    });
    const headers = { ...json, cookie: 'auth_token=secret-1' };
    const tweet = { headers, body: '{"variables":{"tweet_text":"雪"}}' };
    const path = '/i/api/graphql/abc/CreateTweet';
    expect((await world.send('x.com', path, tweet)).status).toBe(403);
    await world.send('api.x.com', '/1.1/account/verify_credentials.json', {
      method: 'GET',
      headers,
    });
    expect((await world.send('x.com', path, tweet)).status).toBe(200);
    const other = { ...tweet, headers: { ...headers, cookie: 'auth_token=secret-2' } };
    expect((await world.send('x.com', path, other)).status).toBe(403);
    const accounts = world.audit.decisions().map(({ postings }) => postings?.[0]?.account);
    expect(accounts).toEqual([null, undefined, 'yokote.example', null]);
    expect(JSON.stringify(world.audit.records)).not.toContain('secret');
  });
});

describe('what became of it', () => {
  test.each<[string, (res: ServerResponse) => void, object]>([
    ['not taken', (res) => res.writeHead(400).end('{"error":"InvalidRequest"}'), { taken: false }],
    ['unknown where the server broke', (res) => res.writeHead(500).end(), { taken: null }],
    ['unknown where it broke off', (res) => res.destroy(), { taken: null }],
    [
      'unknown where the answer is too long to be read',
      (res) => res.end(' '.repeat(300_000)),
      { taken: null },
    ],
  ])('%s', async (_, answer, expected) => {
    await using world = await startWorld([rule('bluesky')], (_arrived, res) => answer(res));
    await world.send('bsky.social', create, { body: post('雪') }).catch(() => {});
    await world.audit.whenOutcomes(1);
    expect(world.audit.outcomes()[0]?.postings).toMatchObject([{ address: null, ...expected }]);
  });
});
