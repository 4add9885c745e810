import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { GatewayOptions } from '../../../proxy/gateway/gateway.ts';
import { contentOptions } from '../../support/content-options.ts';
import { type LookingPolicy, lookingPolicy } from '../../support/looking-policy.ts';
import { get, startSite } from '../../support/plain-site.ts';
import { openRawClient } from '../../support/raw-client.ts';
import { startTestGateway } from '../../support/test-gateway.ts';
import { frame, text } from '../../support/websocket-frame.ts';
import { individual } from '../inspection/build-documents.ts';

const number = individual();
const lines =
  'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Extensions: permessage-deflate\r\n';

/** A browser's connection, upgraded; what the site got over it. */
async function openChat(policy: LookingPolicy = {}, options: Partial<GatewayOptions> = {}) {
  const site = await startSite((_, res) => res.writeHead(404).end());
  let got = Buffer.alloc(0);
  let upgraded: IncomingMessage | null = null;
  let theirs: Duplex | null = null;
  site.server.on('upgrade', (req, socket) => {
    upgraded = req;
    theirs = socket;
    socket.on('error', () => {});
    socket.write(
      'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    );
    socket.on('data', (chunk: Buffer) => {
      got = Buffer.concat([got, chunk]);
    });
    socket.on('end', () => socket.end());
  });
  const world = await startTestGateway(lookingPolicy([site.port], policy), options);
  const client = await openRawClient(world.port);
  client.send(get(site.port, '/chat', lines));
  await client.until('101 Switching Protocols\r\n');
  return {
    ...world,
    client,
    got: () => got,
    upgraded: () => upgraded as IncomingMessage | null,
    answer: (bytes: string) => theirs?.write(bytes),
    async [Symbol.asyncDispose]() {
      client.socket.destroy();
      await world[Symbol.asyncDispose]();
      await site[Symbol.asyncDispose]();
    },
  };
}

describe('a WebSocket where uploads are looked at', () => {
  test('agrees on no compression', async () => {
    await using chat = await openChat();
    expect(chat.upgraded()?.headers['sec-websocket-extensions']).toBeUndefined();
    expect(chat.upgraded()?.headers['sec-websocket-version']).toBe('13');
  });

  test('carries messages byte for byte, in their order, and answers unread', async () => {
    await using chat = await openChat();
    const large = frame({ opcode: 2, payload: Buffer.alloc(300_000, 'ab') });
    const sent = [text('{"op":"hello"}'), large, frame({ opcode: 9, payload: '1' }), text('雪')];
    for (const each of sent) chat.client.send(each);
    const all = Buffer.concat(sent);
    await expect.poll(() => chat.got().length).toBe(all.length);
    expect(chat.got().equals(all)).toBe(true);
    chat.answer('unread');
    await chat.client.until('unread');
    expect(chat.audit.decisions().length).toBe(1);
    expect(chat.gateway.open.heldBytes).toBe(0);
  });

  test.each<[string, Buffer[]]>([
    ['in one text', [text(`個人番号 ${number}`)]],
    ['in JSON', [text(JSON.stringify({ 個人番号: number }))]],
    [
      'in fragments',
      [
        frame({ opcode: 1, payload: `個人番号 ${number.slice(0, 6)}`, isLast: false }),
        frame({ opcode: 0, payload: number.slice(6) }),
      ],
    ],
    ['in bytes', [frame({ opcode: 2, payload: `個人番号 ${number}` })]],
    ['in a ping', [frame({ opcode: 9, payload: `個人番号 ${number}` })]],
  ])('closes over an Individual Number %s', async (_, frames) => {
    await using chat = await openChat();
    const before = text('before');
    for (const each of [before, ...frames]) chat.client.send(each);
    const received = await chat.client.closed();
    const [, stopped] = chat.audit.decisions();
    const close = Buffer.from(received.slice(received.indexOf('\r\n\r\n') + 4), 'latin1');
    expect([close[0], close.readUInt16BE(2), close.toString('latin1', 4)]).toEqual([
      0x88,
      1008,
      stopped?.id,
    ]);
    expect(chat.got().equals(before)).toBe(true);
    expect(chat.audit.decisions().length).toBe(2);
    expect(stopped).toMatchObject({
      act: 'upgrade',
      action: 'block',
      reason: 'upload-rule',
      handling: 'refuse',
      destination: { scheme: 'ws', path: '/chat' },
      upload: { level: '3A' },
    });
    expect(JSON.stringify(chat.audit.records) + received).not.toContain(number);
    await chat.audit.whenOutcomes(1);
    expect(chat.gateway.open.heldBytes).toBe(0);
  });

  describe('to a service with rules for postings', () => {
    const rules = (more = '') => ({
      more: `posting: [{ service: misskey, responsible: tanaka, accounts: [{ name: yokote, posters: [tanaka] }], hosts: [city.localhost], unknownAccount: allow${more} }]`,
    });
    const unknown = text('{"type":"publish","body":{"text":"明日は雪まつりです"}}');

    test('closes over a message that nobody knows, and has it on record as what it may be', async () => {
      await using chat = await openChat(rules());
      chat.client.send(unknown);
      await chat.client.closed();
      expect(chat.got().length).toBe(0);
      expect(chat.audit.decisions().slice(1)).toMatchObject([
        {
          act: 'upgrade',
          action: 'block',
          reason: 'unknown-write',
          handling: 'refuse',
          postings: [
            {
              service: 'misskey',
              act: 'unknown-write',
              text: 'publish\n明日は雪まつりです',
              action: 'block',
              review: false,
            },
          ],
        },
      ]);
    });

    test.each(['{"type":"connect","body":{"channel":"main","id":"1"}}', '2', '{"type":"ping"}'])(
      'lets pass what listens or keeps the line open: %s',
      async (said) => {
        await using chat = await openChat(rules());
        chat.client.send(text(said));
        await expect.poll(() => chat.got().equals(text(said))).toBe(true);
        expect(chat.audit.decisions()).toHaveLength(1);
      },
    );

    test('lets pass the bytes of a pong', async () => {
      await using chat = await openChat(rules());
      const pong = frame({ opcode: 10, payload: '12345678' });
      chat.client.send(pong);
      await expect.poll(() => chat.got().equals(pong)).toBe(true);
      expect(chat.audit.decisions()).toHaveLength(1);
    });

    test('has each on record where such writes are let through', async () => {
      await using chat = await openChat(rules(', unknownWrite: allow'));
      for (const each of [unknown, unknown]) chat.client.send(each);
      await expect.poll(() => chat.got().equals(Buffer.concat([unknown, unknown]))).toBe(true);
      const [, ...lines] = chat.audit.decisions();
      expect(lines).toHaveLength(2);
      expect(new Set(lines.map(({ id }) => id)).size).toBe(2);
      expect(lines[0]?.postings).toMatchObject([{ action: 'allow', reason: 'unknown-write' }]);
    });

    test('lets none pass without a durable line', async () => {
      await using chat = await openChat(rules(', unknownWrite: allow'));
      chat.audit.state = 'disk-full';
      chat.client.send(unknown);
      await chat.client.closed();
      expect(chat.got().length).toBe(0);
    });

    test('has bytes on record by their digest, and nothing of a value', async () => {
      await using chat = await openChat(rules());
      chat.client.send(frame({ opcode: 2, payload: `個人番号 ${number}` }));
      await chat.client.closed();
      const [, line] = chat.audit.decisions();
      expect(line?.postings).toMatchObject([{ text: '', attachments: [{ name: null }] }]);
      expect(JSON.stringify(chat.audit.records)).not.toContain(number);
      expect(chat.got().length).toBe(0);
    });
  });

  test('lets pass and notes it where the policy observes', async () => {
    await using chat = await openChat({ mode: 'observe' });
    const sent = text(`個人番号 ${number}`);
    chat.client.send(sent);
    await expect.poll(() => chat.got().equals(sent)).toBe(true);
    expect(chat.audit.decisions()[1]).toMatchObject({ action: 'allow', would: 'block' });
  });

  test('lets pass what was acknowledged, by the id of the warning', async () => {
    const takeAcknowledged = () => ({ decision: 'G-1' });
    await using chat = await openChat({}, { content: contentOptions({ takeAcknowledged }) });
    const sent = text('【部外秘】');
    chat.client.send(sent);
    await expect.poll(() => chat.got().equals(sent)).toBe(true);
    expect(chat.audit.decisions()[1]).toMatchObject({ id: 'G-1', action: 'warn' });
  });

  test.each<['allow' | 'block']>([['allow'], ['block']])(
    'what is too large follows the policy: %s',
    async (uninspected) => {
      await using chat = await openChat({ uninspected }, { limits: { bodyBytes: 1000 } });
      const sent = Buffer.concat([text('x'.repeat(5000)), text('after')]);
      chat.client.send(sent);
      if (uninspected === 'allow') {
        await expect.poll(() => chat.got().equals(sent)).toBe(true);
      } else {
        await chat.client.closed();
        expect(chat.got().length).toBe(0);
        expect(chat.audit.decisions()[1]).toMatchObject({ reason: 'could-not-inspect' });
      }
    },
  );

  test('closes over what is no frame', async () => {
    await using chat = await openChat();
    chat.client.send('GET / HTTP/1.1\r\n');
    const received = await chat.client.closed();
    expect(Buffer.from(received.slice(-4), 'latin1').readUInt16BE(2)).toBe(1002);
    expect(chat.got().length).toBe(0);
  });

  test('a failing inspection closes', async () => {
    const inspectRequest = () => Promise.reject(new Error('a bug'));
    await using chat = await openChat({}, { content: contentOptions({ inspectRequest }) });
    chat.client.send(text(number));
    await chat.client.closed();
    expect(chat.got().length).toBe(0);
    expect(chat.audit.decisions()[1]).toMatchObject({ reason: 'internal-error', action: 'block' });
  });

  test('without a durable line nothing of it leaves', async () => {
    await using chat = await openChat({ mode: 'observe' });
    chat.audit.state = 'disk-full';
    chat.client.send(text(`個人番号 ${number}`));
    await chat.client.closed();
    expect(chat.got().length).toBe(0);
  });

  test('ends with the browser', async () => {
    await using chat = await openChat();
    chat.client.socket.end();
    await chat.client.closed();
    await chat.audit.whenOutcomes(1);
    expect(chat.audit.outcomes()).toMatchObject([{ status: 101, end: 'closed' }]);
  });
});
