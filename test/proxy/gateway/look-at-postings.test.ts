import { describe, expect, test } from 'vitest';
import { blob, create, json, post, rule, startPostingWorld, text } from './posting-world.ts';

describe('a posting that waits for an approval', () => {
  test('is stopped, remembered, and leaves once when it was approved', async () => {
    await using world = await startPostingWorld();
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
    await using world = await startPostingWorld();
    world.hub.approved(text);
    await world.drafts.refresh(1_000);
    const sent = Array.from({ length: 6 }, () => world.send(create, { body: post(text) }));
    const statuses = (await Promise.all(sent)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(world.site.arrived).toHaveLength(1);
  });

  test('that was changed is stopped with the difference', async () => {
    await using world = await startPostingWorld();
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
    await using world = await startPostingWorld(rule(), (_, res) => {
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
    await using world = await startPostingWorld();
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
    await using world = await startPostingWorld();
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
    await using world = await startPostingWorld(open, ({ url, body }, res) => {
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
    await using world = await startPostingWorld();
    const body = JSON.stringify({
      repo: 'did:plc:yokote',
      collection: 'app.bsky.feed.post',
      rkey: '3k1',
    });
    const path = '/xrpc/com.atproto.repo.deleteRecord';
    expect((await world.send(path, { body })).status).toBe(200);
  });
});

describe('a posting without a topic', () => {
  test('passes with the one that was picked for it, which the record holds', async () => {
    const topics = ', topics: [防災], topicMissing: block';
    await using world = await startPostingWorld(rule(topics).replace('before', 'after'));
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
    await using world = await startPostingWorld(rule(topics));
    world.hub.approved(text, { topic: '防災' });
    await world.drafts.refresh(1_000);
    expect((await world.send(create, { body: post(text) })).status).toBe(200);
    expect(world.audit.decisions()[0]?.postings).toMatchObject([{ topic: '防災' }]);
  });
});

test('signing in waits for nothing', async () => {
  await using world = await startPostingWorld();
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
