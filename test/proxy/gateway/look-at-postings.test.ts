import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DraftGate } from '../../../proxy/gateway/draft-gate.ts';
import type { PostedPicture } from '../../../proxy/gateway/posted-pictures.ts';
import { createUploadedFiles } from '../../../proxy/gateway/uploaded-files.ts';
import { openPostingDrafts } from '../../../proxy/link/posting-drafts.ts';
import { createHeldPostings } from '../../../proxy/record/held-postings.ts';
import { memoryLog, temporaryFolder } from '../../support/audit-records.ts';
import { contentOptions } from '../../support/content-options.ts';
import { draftHub } from '../../support/draft-hub.ts';
import { lookingPolicy } from '../../support/looking-policy.ts';
import { plainPng } from '../../support/plain-png.ts';
import { type Arrived, startReceivingSite } from '../../support/receiving-site.ts';
import { memoryRecords } from '../../support/running-link.ts';
import { type Sending, sendThrough } from '../../support/send-through.ts';
import { startTestGateway } from '../../support/test-gateway.ts';

const stack = new AsyncDisposableStack();
let folder: string;
beforeAll(async () => {
  folder = stack.use(await temporaryFolder()).path;
});
afterAll(() => stack.disposeAsync());

const json = { 'content-type': 'application/json' };
const create = '/xrpc/com.atproto.repo.createRecord';
const blob = (link: string) => ({
  $type: 'blob',
  ref: { $link: link },
  mimeType: 'image/png',
  size: 3,
});
const post = (text: string, links: readonly string[] = []) =>
  JSON.stringify({
    repo: 'did:plc:yokote',
    collection: 'app.bsky.feed.post',
    record: {
      text,
      ...(links.length > 0 && {
        embed: {
          $type: 'app.bsky.embed.images',
          images: links.map((link) => ({ alt: '', image: blob(link) })),
        },
      }),
    },
  });
const rule = (more = '') =>
  `{ service: bluesky, responsible: kacho, accounts: [{ name: yokote.example, ids: ["did:plc:yokote"], posters: [tanaka] }], approval: before${more} }`;
const text = '明日は雪まつりです';

let count = 0;
async function startWorld(
  rules = rule(),
  answer: (arrived: Arrived, res: ServerResponse) => void = (_, res) =>
    void res
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify({ uri: 'at://did:plc:yokote/app.bsky.feed.post/3k1', cid: 'c' })),
  keepsThumbnails = true,
) {
  await using parts = new AsyncDisposableStack();
  const site = parts.use(await startReceivingSite(answer));
  const hub = draftHub();
  const records = memoryRecords();
  const drafts = parts.use(
    await openPostingDrafts({
      file: path.join(folder, `${++count}.json`),
      hub,
      audit: { terminal: 'terminal-1', read: records.read, lastSeq: 0 },
      now: Date.now,
      log: memoryLog().log,
    }),
  );
  const held = createHeldPostings({ now: Date.now });
  const gate: DraftGate = { drafts, held, files: createUploadedFiles() };
  const offered: { digest: string; bytes: number }[] = [];
  const thumbnails = {
    isWanted: () => keepsThumbnails,
    offer: (pictures: readonly PostedPicture[]) =>
      void offered.push(...pictures.map(({ digest, bytes }) => ({ digest, bytes: bytes.length }))),
  };
  const world = parts.use(
    await startTestGateway(lookingPolicy([site.port], { more: `posting: [${rules}]` }), {
      resolve: () => Promise.resolve(['127.0.0.1']),
      content: contentOptions({ gate, thumbnails }),
    }),
  );
  const held2 = parts.move();
  return {
    ...world,
    site,
    hub,
    drafts,
    held,
    offered,
    send: (path: string, sending: Sending = {}) =>
      sendThrough(world.port, `http://bsky.social:${site.port}${path}`, {
        headers: json,
        ...sending,
      }),
    [Symbol.asyncDispose]: () => held2.disposeAsync(),
  };
}

describe('a posting that waits for an approval', () => {
  test('is stopped, remembered, and leaves once when it was approved', async () => {
    await using world = await startWorld();
    expect((await world.send(create, { body: post(text) })).status).toBe(403);
    const [stopped] = world.audit.decisions();
    expect(stopped).toMatchObject({ reason: 'approval-missing', handling: 'refuse' });
    expect(world.held.of('tanaka', stopped?.id ?? '')).toMatchObject([
      { account: 'yokote.example', text, files: [] },
    ]);
    const { id } = world.hub.approved(text);
    await world.drafts.refresh(1_000);
    expect((await world.send(create, { body: post(text) })).status).toBe(200);
    await world.audit.whenOutcomes(1);
    expect(world.audit.decisions()[1]?.postings).toMatchObject([
      { action: 'allow', reason: 'posting-rules', approval: `${id}/1` },
    ]);
    expect((await world.send(create, { body: post(text) })).status).toBe(403);
    expect(world.site.arrived).toHaveLength(1);
  });

  test('of two at once one passes', async () => {
    await using world = await startWorld();
    world.hub.approved(text);
    await world.drafts.refresh(1_000);
    const sent = Array.from({ length: 6 }, () => world.send(create, { body: post(text) }));
    const statuses = (await Promise.all(sent)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(world.site.arrived).toHaveLength(1);
  });

  test('that was changed is stopped with the difference', async () => {
    await using world = await startWorld();
    world.hub.approved(text);
    await world.drafts.refresh(1_000);
    expect((await world.send(create, { body: post(`${text}！`) })).status).toBe(403);
    const [stopped] = world.audit.decisions();
    expect(stopped).toMatchObject({ reason: 'approval-differs' });
    expect(stopped?.postings?.[0]).not.toHaveProperty('approval');
    expect(world.held.of('tanaka', stopped?.id ?? '')[0]?.near?.difference.text).toEqual([
      { kind: 'same', text },
      { kind: 'added', text: '！' },
    ]);
    expect(world.site.arrived).toEqual([]);
    // The approval is still there for what was approved.
    expect((await world.send(create, { body: post(text) })).status).toBe(200);
  });

  test('may be sent again where the service did not take it', async () => {
    let status = 400;
    await using world = await startWorld(rule(), (_, res) => {
      res.writeHead(status, json).end(JSON.stringify({ error: 'InvalidRequest' }));
    });
    world.hub.approved(text);
    await world.drafts.refresh(1_000);
    expect((await world.send(create, { body: post(text) })).status).toBe(400);
    await world.audit.whenOutcomes(1);
    await world.drafts.idle();
    expect(world.drafts.list('tanaka')[0]?.state).toBe('approved');
    status = 500;
    expect((await world.send(create, { body: post(text) })).status).toBe(500);
    await world.audit.whenOutcomes(2);
    await world.drafts.idle();
    // A server that breaks may have kept it.
    expect(world.drafts.list('tanaka')[0]?.state).toBe('used');
    expect((await world.send(create, { body: post(text) })).status).toBe(403);
  });

  test('whose server cannot be reached has not left', async () => {
    await using world = await startWorld();
    world.hub.approved(text);
    await world.drafts.refresh(1_000);
    await world.site[Symbol.asyncDispose]();
    expect((await world.send(create, { body: post(text) })).status).toBe(502);
    await world.audit.whenOutcomes(1);
    await world.drafts.idle();
    expect(world.audit.outcomes()[0]?.postings).toEqual([{ taken: false, address: null }]);
    expect(world.drafts.list('tanaka')[0]?.state).toBe('approved');
  });

  test('that cannot be recorded uses nothing up', async () => {
    await using world = await startWorld();
    world.hub.approved(text);
    await world.drafts.refresh(1_000);
    world.audit.state = 'disk-full';
    expect((await world.send(create, { body: post(text) })).status).toBe(503);
    world.audit.state = 'working';
    await world.drafts.idle();
    expect((await world.send(create, { body: post(text) })).status).toBe(200);
    expect(world.site.arrived).toHaveLength(1);
  });

  test('is known with the pictures that went ahead, by what the service called them', async () => {
    const picture = Buffer.from('89504e470d0a1a0a', 'hex');
    const open = rule(', unknownAccount: allow');
    await using world = await startWorld(open, ({ url, body }, res) => {
      const link = body.equals(picture) ? 'bafkreia' : 'bafkreib';
      const answer = url.includes('uploadBlob')
        ? { blob: blob(link) }
        : { uri: 'at://did:plc:yokote/app.bsky.feed.post/3k1' };
      res.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    });
    const upload = (body: Buffer) =>
      world.send('/xrpc/com.atproto.repo.uploadBlob', {
        headers: { 'content-type': 'image/png' },
        body,
      });
    world.hub.approved(text, {}, [picture]);
    await world.drafts.refresh(1_000);
    const body = post(text, ['bafkreia']);
    expect((await world.send(create, { body })).status).toBe(403);
    expect((await upload(picture)).status).toBe(200);
    expect((await world.send(create, { body: post(text, ['bafkreib']) })).status).toBe(403);
    expect((await world.send(create, { body: post(text) })).status).toBe(403);
    expect((await world.send(create, { body })).status).toBe(200);
    const reasons = world.audit.decisions().map(({ reason }) => reason);
    expect(reasons.filter((reason) => reason === 'approval-differs')).toHaveLength(3);
  });

  test('needs none for a deletion, nor for an upload', async () => {
    await using world = await startWorld();
    const body = JSON.stringify({
      repo: 'did:plc:yokote',
      collection: 'app.bsky.feed.post',
      rkey: '3k1',
    });
    const path = '/xrpc/com.atproto.repo.deleteRecord';
    expect((await world.send(path, { body })).status).toBe(200);
  });
});

describe('a picture that went ahead of its post', () => {
  const picture = Buffer.from('89504e470d0a1a0a', 'hex');
  const answered = ({ url }: Arrived, res: ServerResponse) => {
    const answer = url.includes('uploadBlob')
      ? { blob: blob('bafkreia') }
      : { uri: 'at://did:plc:yokote/app.bsky.feed.post/3k1' };
    res.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  };

  test.each(['after', 'none'])(
    'stands in the record of the post, where approval is %s',
    async (approval) => {
      const open = rule(', unknownAccount: allow').replace('before', approval);
      await using world = await startWorld(open, answered);
      const headers = { 'content-type': 'image/png' };
      await world.send('/xrpc/com.atproto.repo.uploadBlob', { headers, body: picture });
      const body = post(text, ['bafkreia', 'bafkreib']);
      expect((await world.send(create, { body })).status).toBe(200);
      const [upload, posted] = world.audit.decisions().map(({ postings }) => postings?.[0]);
      const [sent] = upload?.attachments ?? [];
      expect(sent).toMatchObject({ bytes: 8, digest: expect.stringMatching(/^[0-9a-f]{32}$/) });
      expect(posted?.attachments).toEqual([
        { name: null, type: 'image/png', bytes: 8, digest: sent?.digest },
        { name: null, type: 'image/png', bytes: 3, digest: null },
      ]);
    },
  );

  describe('is offered for a thumbnail', () => {
    /** Too small for letters: whole without a recogniser. */
    const small = plainPng([200, 30, 30], { width: 20, height: 6 });
    const upload = async (rules: string, body: Uint8Array, keepsThumbnails = true) => {
      await using world = await startWorld(rules, answered, keepsThumbnails);
      const headers = { 'content-type': 'image/png' };
      const { status } = await world.send('/xrpc/com.atproto.repo.uploadBlob', { headers, body });
      if (status === 200) await world.audit.whenOutcomes(1);
      const [decision] = world.audit.decisions();
      return { offered: world.offered, decision };
    };
    const open = rule(', unknownAccount: allow').replace('before', 'after');

    test('once it has left, by the digest in its record', async () => {
      const { offered, decision } = await upload(open, small);
      const digest = decision?.postings?.[0]?.attachments[0]?.digest;
      expect(offered).toEqual([{ digest, bytes: small.length }]);
    });

    test.each([
      ['where the policy keeps none', open, small, false],
      ['where nobody could read what stands in it', open, plainPng([200, 30, 30]), true],
      ['where it was stopped', rule(', unknownAccount: block'), small, true],
    ])('not %s', async (_, rules, body, keeps) => {
      expect((await upload(rules, body, keeps)).offered).toEqual([]);
    });
  });

  test('is nobody else’s', async () => {
    const files = createUploadedFiles();
    const file = { name: null, type: null, bytes: 8, digest: 'd', sha256: null, data: null };
    const body = Buffer.from(JSON.stringify({ blob: blob('bafkreia') }));
    files.learn('tanaka', 'bluesky', file, Promise.resolve({ status: 200, headers: {}, body }));
    await files.ready('tanaka');
    expect(files.find('tanaka', 'bluesky', 'bafkreia')).toEqual(file);
    expect(files.find('suzuki', 'bluesky', 'bafkreia')).toBeNull();
    expect(files.find('tanaka', 'mastodon', 'bafkreia')).toBeNull();
  });
});

describe('a posting without a topic', () => {
  test('passes with the one that was picked for it, which the record holds', async () => {
    const topics = ', topics: [防災], topicMissing: block';
    await using world = await startWorld(rule(topics).replace('before', 'after'));
    expect((await world.send(create, { body: post(text) })).status).toBe(403);
    const [stopped] = world.audit.decisions();
    expect(stopped).toMatchObject({ reason: 'topic-missing' });
    world.held.pick('tanaka', stopped?.id ?? '', '防災');
    expect((await world.send(create, { body: post('別の投稿') })).status).toBe(403);
    expect((await world.send(create, { body: post(text) })).status).toBe(200);
    expect(world.audit.decisions().at(-1)?.postings).toMatchObject([{ topic: '防災' }]);
  });

  test('has the one of its draft', async () => {
    const topics = ', topics: [防災], topicMissing: block';
    await using world = await startWorld(rule(topics));
    world.hub.approved(text, { topic: '防災' });
    await world.drafts.refresh(1_000);
    expect((await world.send(create, { body: post(text) })).status).toBe(200);
    expect(world.audit.decisions()[0]?.postings).toMatchObject([{ topic: '防災' }]);
  });
});

test('signing in waits for nothing', async () => {
  await using world = await startWorld();
  const body = JSON.stringify({ identifier: 'yokote.example' });
  const path = '/xrpc/com.atproto.server.createSession';
  const { status } = await world.send(path, { body });
  const [decision] = world.audit.decisions();
  expect([status, decision?.action, decision?.postings?.[0]?.reason]).toEqual([
    200,
    'allow',
    'posting-rules',
  ]);
});
