import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { listen } from '../../../proxy/hub/listen.ts';
import { startSentence } from '../../../proxy/platform/start-error.ts';

test('a port is taken once; who comes second gets a sentence', async () => {
  await using first = await listen(0);
  const error = await listen(first.port).catch((thrown) => thrown);
  expect(error.code).toBe('EADDRINUSE');
  expect(startSentence(error)).toContain(String(first.port));
});

test('it hears loopback alone, and ends with connections open', async () => {
  const listening = await listen(0);
  expect(listening.server.address()).toMatchObject({ address: '127.0.0.1' });
  const socket = connect(listening.port, '127.0.0.1');
  await once(socket, 'connect');
  const closed = once(socket, 'close');
  socket.on('error', () => {});
  await listening[Symbol.asyncDispose]();
  await closed;
});

test('requests that come before the hub is ready wait for it', async () => {
  await using listening = await listen(0);
  const early = fetch(`http://127.0.0.1:${listening.port}/early`);
  await once(listening.server, 'request');
  listening.serve((request, response) => response.end(request.url));
  expect(await (await early).text()).toBe('/early');
  const later = await fetch(`http://127.0.0.1:${listening.port}/later`);
  expect(await later.text()).toBe('/later');
});
