import { describe, expect, test } from 'vitest';
import { startPool } from '../../../proxy/inspection/pool.ts';
import { contentOptions } from '../../support/content-options.ts';
import { lookingPolicy } from '../../support/looking-policy.ts';
import { openRawClient } from '../../support/raw-client.ts';
import { startReceivingSite } from '../../support/receiving-site.ts';
import { type Sending, sendThrough } from '../../support/send-through.ts';
import { credentialLine, startTestGateway } from '../../support/test-gateway.ts';
import { individual } from '../inspection/build-documents.ts';

const json = { 'content-type': 'application/json' };
const urlAt = (port: number, path = '/upload') => `http://city.localhost:${port}${path}`;
const random = (length: number) => Buffer.alloc(length, 'この文書は公開されています。\n');

describe('what cannot be inspected follows the policy', () => {
  const large = random(300_000);
  test.each<[string, Sending, { bodyBytes?: number }, string]>([
    ['too large, as it says', { body: large }, { bodyBytes: 100_000 }, 'too-large'],
    ['too large in chunks', { body: [large, large, large] }, { bodyBytes: 400_000 }, 'too-large'],
    [
      'encrypted or unknown',
      { headers: { 'content-encoding': 'x' }, body: 'abc' },
      {},
      'unknown-format',
    ],
  ])('%s: refused, or on byte for byte', async (_, sending, limits, why) => {
    const sent = [sending.body].flat().map((each) => Buffer.from(each as string));
    for (const uninspected of ['block', 'allow'] as const) {
      await using site = await startReceivingSite();
      const policy = lookingPolicy([site.port], { uninspected });
      await using world = await startTestGateway(policy, { limits });
      const answer = await sendThrough(world.port, urlAt(site.port), sending);
      const isOpen = uninspected === 'allow';
      expect(answer.status).toBe(isOpen ? 200 : 403);
      expect(site.arrived.map(({ body }) => Buffer.compare(body, Buffer.concat(sent)))).toEqual(
        isOpen ? [0] : [],
      );
      expect(world.audit.decisions()).toMatchObject(
        [
          {
            action: uninspected,
            reason: isOpen ? /./ : 'could-not-inspect',
            upload: { inspected: false, items: [{ why }] },
          },
        ].map((each) => (isOpen ? { ...each, reason: expect.any(String) } : each)),
      );
      if (isOpen) await world.audit.whenOutcomes(1);
      expect(world.gateway.open.heldBytes).toBe(0);
    }
  });

  test.each(['block', 'allow'] as const)('no room in time: %s', async (uninspected) => {
    await using site = await startReceivingSite();
    const policy = lookingPolicy([site.port], { uninspected });
    const limits = { heldBytes: 400_000, roomMs: 50 };
    await using world = await startTestGateway(policy, { limits });
    using other = await openRawClient(world.port);
    other.send(
      `POST ${urlAt(site.port)} HTTP/1.1\r\nHost: city.localhost:${site.port}\r\n${credentialLine}Content-Length: 450000\r\n\r\n`,
    );
    await expect.poll(() => world.gateway.open.heldBytes).toBe(450_000);
    const answer = await sendThrough(world.port, urlAt(site.port), { body: [large, large] });
    expect(answer.status).toBe(uninspected === 'allow' ? 200 : 403);
    expect(world.audit.decisions()).toMatchObject([
      { action: uninspected, upload: { inspected: false, items: [{ why: 'busy' }] } },
    ]);
    const arrived = site.arrived.map(({ body }) => body.length);
    expect(arrived).toEqual(uninspected === 'allow' ? [600_000] : []);
  });

  test('a failing inspection is a block', async () => {
    await using site = await startReceivingSite();
    await using world = await startTestGateway(
      lookingPolicy([site.port], { uninspected: 'allow' }),
      {
        content: contentOptions({ inspectRequest: () => Promise.reject(new Error('a bug')) }),
      },
    );
    const answer = await sendThrough(world.port, urlAt(site.port), { headers: json, body: '{}' });
    expect(answer.status).toBe(500);
    expect(site.begun()).toBe(0);
    expect(world.gateway.open.heldBytes).toBe(0);
  });
});

describe('a body is read only when it may matter', () => {
  test('a destination that is closed refuses without asking for it', async () => {
    await using world = await startTestGateway(lookingPolicy([]));
    using client = await openRawClient(world.port);
    client.send(
      `POST http://127.0.0.1:1/ HTTP/1.1\r\nHost: 127.0.0.1:1\r\n${credentialLine}Expect: 100-continue\r\nContent-Length: 5\r\n\r\n`,
    );
    expect(await client.closed()).toMatch(/^HTTP\/1\.1 403 /);
  });

  test('an open one asks for it, once', async () => {
    await using site = await startReceivingSite();
    await using world = await startTestGateway(lookingPolicy([site.port]));
    using client = await openRawClient(world.port);
    client.send(
      `POST ${urlAt(site.port)} HTTP/1.1\r\nHost: city.localhost:${site.port}\r\n${credentialLine}Expect: 100-continue\r\nContent-Length: 5\r\n\r\n`,
    );
    await client.until('100 Continue\r\n\r\n');
    expect(site.begun()).toBe(0);
    client.send('a=b&c');
    expect((await client.until('taken')).match(/^HTTP\/1\.1 \d+/gm)).toEqual([
      'HTTP/1.1 100',
      'HTTP/1.1 200',
    ]);
  });

  test('an aborted upload frees its memory, and nothing of it leaves', async () => {
    await using site = await startReceivingSite();
    await using world = await startTestGateway(lookingPolicy([site.port]));
    {
      using client = await openRawClient(world.port);
      client.send(
        `POST ${urlAt(site.port)} HTTP/1.1\r\nHost: city.localhost:${site.port}\r\n${credentialLine}Content-Length: 500000\r\n\r\n${'a'.repeat(200_000)}`,
      );
      await expect.poll(() => world.gateway.open.heldBytes).toBe(500_000);
    }
    await world.audit.whenOutcomes(1);
    expect(world.audit.outcomes()).toMatchObject([{ end: 'aborted', bytesUp: 0 }]);
    expect(world.gateway.open.heldBytes).toBe(0);
    expect(site.begun()).toBe(0);
  });

  test('an inspection whose browser has gone is told so', async () => {
    await using site = await startReceivingSite();
    let begin = (_: AbortSignal) => {};
    const began = new Promise<AbortSignal>((resolve) => {
      begin = resolve;
    });
    await using world = await startTestGateway(lookingPolicy([site.port]), {
      content: contentOptions({
        inspectRequest: ({ signal }) => {
          begin(signal);
          return new Promise((resolve) =>
            signal.addEventListener('abort', () => resolve({ items: [], body: null })),
          );
        },
      }),
    });
    using client = await openRawClient(world.port);
    client.send(
      `POST ${urlAt(site.port)} HTTP/1.1\r\nHost: city.localhost:${site.port}\r\n${credentialLine}Content-Length: 3\r\n\r\nabc`,
    );
    await began;
    client.socket.destroy();
    await world.audit.whenOutcomes(1);
    expect(site.begun()).toBe(0);
    expect(world.gateway.open.heldBytes).toBe(0);
  });

  test('twenty uploads at once', async () => {
    await using site = await startReceivingSite();
    await using world = await startTestGateway(lookingPolicy([site.port]));
    const body = random(5_000_000);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => sendThrough(world.port, urlAt(site.port), { body })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(site.arrived.every((each) => Buffer.compare(each.body, body) === 0)).toBe(true);
    await world.audit.whenOutcomes(20);
    expect(world.gateway.open.heldBytes).toBe(0);
  });
});

test('without a durable line nothing leaves', async () => {
  await using site = await startReceivingSite();
  await using world = await startTestGateway(lookingPolicy([site.port]));
  world.audit.state = 'disk-full';
  const answer = await sendThrough(world.port, urlAt(site.port), {
    headers: json,
    body: '{"a":1}',
  });
  expect(answer.status).toBe(503);
  expect(site.begun()).toBe(0);
  expect(world.gateway.open.heldBytes).toBe(0);
});

test('nothing leaves while the line is not durable yet', async () => {
  await using site = await startReceivingSite();
  await using world = await startTestGateway(lookingPolicy([site.port]));
  world.audit.state = 'waiting';
  const answer = sendThrough(world.port, urlAt(site.port), { headers: json, body: '{"a":1}' });
  await expect.poll(() => world.recent.latest('tanaka', 1).length).toBe(1);
  expect([site.begun(), world.audit.records.length]).toEqual([0, 0]);
  world.audit.release();
  expect((await answer).status).toBe(200);
});

test('the processes that inspect do the same', async () => {
  await using pool = startPool({ size: 2 });
  await using site = await startReceivingSite();
  await using world = await startTestGateway(lookingPolicy([site.port]), {
    content: contentOptions({ inspectRequest: pool.inspectRequest }),
  });
  const send = (body: string) => sendThrough(world.port, urlAt(site.port), { headers: json, body });
  const bodies = ['{"a":1}', JSON.stringify({ 個人番号: individual() }), '{"b":2}'];
  const answers = await Promise.all(bodies.map(send));
  expect(answers.map(({ status }) => status)).toEqual([200, 403, 200]);
  expect(site.arrived.map(({ body }) => body.toString()).sort()).toEqual(['{"a":1}', '{"b":2}']);
  await world.audit.whenOutcomes(2);
  expect(JSON.stringify(world.audit.records)).not.toContain(individual());
});
