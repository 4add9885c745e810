import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HubCallError, HubClient } from '../../../support/hub-client.ts';
import { startHub, type TestHub } from '../../../support/start-hub.ts';

let hub: TestHub;
let client: HubClient;
beforeAll(async () => {
  hub = await startHub();
  client = hub.administrator;
});
afterAll(() => hub[Symbol.asyncDispose]());

const post = JSON.stringify({
  method: 'POST',
  url: 'https://api.x.com/2/tweets',
  body: { text: '雪まつり', media: { media_ids: ['7'] } },
});

test('says what a request of the catalogue posts', async () => {
  expect(await client.call('recognise', { request: post })).toEqual({
    method: 'POST',
    url: 'https://api.x.com/2/tweets',
    service: { id: 'x', title: 'X' },
    by: 'host',
    operation: expect.any(String),
    postings: [
      {
        act: 'post',
        text: '雪まつり',
        account: null,
        attachments: [{ name: null, type: null, bytes: null, reference: '7' }],
      },
    ],
  });
});

test('knows nothing of a service that nobody described, and a draft that describes it', async () => {
  const url = 'https://board.example.jp/threads/1/posts';
  const request = `curl '${url}' --data-raw 'body=%E9%9B%AA'`;
  expect(await client.call('recognise', { request })).toMatchObject({
    service: null,
    by: null,
    postings: [],
  });
  const { yaml } = await client.call('policy');
  const described = yaml.replace(
    /^posting: \[\]$/m,
    `posting:
  - service: machi-board
    title: まち掲示板
    responsible: admin
    hosts: [board.example.jp]
    accounts: [{ name: city, posters: [tanaka] }]
    requests:
      - { act: post, path: "/threads/*/posts", text: [body] }`,
  );
  const changes = [{ op: 'replace' as const, yaml: described }];
  expect(await client.call('recognise', { request, changes })).toMatchObject({
    service: { id: 'machi-board', title: 'まち掲示板' },
    postings: [{ act: 'post', text: '雪' }],
  });
});

test.each([
  ['nothing', ' '],
  ['prose', 'これは何ですか'],
  ['half a command', "curl 'https://a.example/"],
  ['half an object', '{"url":'],
  ['no URL', 'POST /x HTTP/1.1'],
])('says at the field what is wrong with %s', async (_, request) => {
  const failed = client.call('recognise', { request });
  await expect(failed).rejects.toMatchObject({ status: 400 });
  const error = await failed.catch((thrown: HubCallError) => thrown);
  expect(JSON.stringify(error)).toContain('request');
});

test('says what is wrong with a draft', async () => {
  const changes = [{ op: 'replace' as const, yaml: 'version: 1' }];
  await expect(client.call('recognise', { request: post, changes })).rejects.toMatchObject({
    status: 422,
  });
});
