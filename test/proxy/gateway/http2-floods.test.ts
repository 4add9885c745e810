import http2 from 'node:http2';
import { describe, expect, test } from 'vitest';
import { openHttp2Inside, openTlsInside } from '../../support/http2-inside.ts';
import { frame, open, startSite, trust } from '../../support/http2-site.ts';
import { rawClient } from '../../support/raw-client.ts';
import { startTestGateway, testPolicy } from '../../support/test-gateway.ts';

describe('a connection is ended', () => {
  test('that resets its streams faster than any page is left', async () => {
    await using site = await startSite();
    await using world = await open(site.port);
    using inside = await openHttp2Inside(world, site.host);
    const ended = new Promise((resolve) => inside.session.once('close', resolve));
    for (let i = 0; i < 2_000 && !inside.session.destroyed; i++) {
      const stream = inside.session.request({ ':path': '/', ':authority': site.host });
      stream.on('error', () => {});
      stream.close(http2.constants.NGHTTP2_CANCEL);
      if (i % 50 === 0) await new Promise(setImmediate);
    }
    await ended;
  });

  test.each([
    ['PING', frame(6, 0, Buffer.alloc(8))],
    ['SETTINGS', frame(4, 0, Buffer.alloc(0))],
  ])('that floods %s', async (_, flood) => {
    await using site = await startSite();
    await using world = await open(site.port);
    const socket = await openTlsInside(world, site.host);
    const client = rawClient(socket);
    client.send(Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'));
    client.send(frame(4, 0, Buffer.alloc(0)));
    for (let i = 0; i < 2_000 && !socket.destroyed; i++) {
      client.send(flood);
      if (i % 20 === 0) await new Promise(setImmediate);
    }
    await client.closed();
  });

  test('that never ends its fields (CONTINUATION)', async () => {
    await using site = await startSite();
    await using world = await open(site.port);
    const socket = await openTlsInside(world, site.host);
    const client = rawClient(socket);
    client.send(Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'));
    client.send(frame(4, 0, Buffer.alloc(0)));
    client.send(frame(1, 0, Buffer.from([0x82]), 1));
    for (let i = 0; i < 2_000 && !socket.destroyed; i++) {
      client.send(frame(9, 0, Buffer.alloc(1_000, 0x82), 1));
      if (i % 20 === 0) await new Promise(setImmediate);
    }
    await client.closed();
    expect(world.audit.records).toEqual([]);
  });

  test('that agrees on HTTP/2 and speaks none', async () => {
    await using site = await startSite();
    await using world = await startTestGateway(
      testPolicy({ open: [site.port], intercept: '{ default: true }' }),
      { trust, limits: { headerMs: 200 } },
    );
    await rawClient(await openTlsInside(world, site.host)).closed();
    const other = rawClient(await openTlsInside(world, site.host));
    other.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await other.closed();
    expect(world.audit.records).toEqual([]);
  });
});
