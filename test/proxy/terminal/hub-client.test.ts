import { describe, expect, it } from 'vitest';
import { createHubClient } from '../../../proxy/terminal/hub-client.ts';
import { temporaryFolder } from '../../support/audit-records.ts';
import { type FakeHub, startFakeHub } from '../../support/fake-hub.ts';
import { smallPolicy } from '../../support/small-policy.ts';
import { decisions, writeLog } from '../../support/written-log.ts';

const { signal } = new AbortController();

function clientOf(hub: FakeHub, more: Partial<Parameters<typeof createHubClient>[0]> = {}) {
  let token: string | null = null;
  const client = createHubClient({
    url: hub.url,
    token: () => token,
    waiting: () => 3,
    timeout: 60_000,
    ...more,
  });
  return {
    client,
    [Symbol.dispose]: () => client[Symbol.dispose](),
    async join() {
      const joined = await client.join(hub.joinToken, '端末');
      token = joined.token;
      return joined;
    },
  };
}

describe('createHubClient', () => {
  it('joins, and then takes the policy, sends records, beats and asks for access', async () => {
    await using hub = await startFakeHub();
    using terminal = clientOf(hub);
    const { client } = terminal;
    const joined = await terminal.join();
    expect(joined.rootKey).toEqual(hub.publisher.rootKey);

    expect(await client.bundle(null, null, 0, signal)).toBeNull();
    await hub.publish(smallPolicy(), 1);
    const bundle = await client.bundle(null, null, 0, signal);
    const { fresh } = JSON.parse(bundle?.manifest ?? '');
    expect(await client.bundle(1, fresh, 0, signal)).toBeNull();

    await using folder = await temporaryFolder();
    const records = await writeLog(folder.path, decisions(3), { terminal: joined.terminal });
    expect(await client.records(records, signal)).toEqual({ upTo: 3 });

    const beat = { revision: 1, version: '0.1.0', waiting: 0, people: ['tanaka'] };
    expect(await client.heartbeat(beat, signal)).toMatchObject({ revision: 1 });
    expect(hub.heartbeats).toEqual([beat]);

    const body = {
      decision: 'd',
      url: 'https://sns.example/',
      page: null,
      reason: '確認',
      user: 'tanaka',
      unit: null,
    };
    const asked = await client.requestAccess(body);
    expect(asked).toMatchObject({ state: 'open', url: body.url });
    expect(await client.accessRequests('tanaka')).toEqual([asked]);
  });

  it('waits for a newer policy on the open call', async () => {
    await using hub = await startFakeHub();
    using terminal = clientOf(hub);
    await terminal.join();
    const bundle = terminal.client.bundle(null, null, 20, signal);
    await expect.poll(() => hub.calls.at(-1)).toBe('GET /terminal/v1/bundle');
    await hub.publish(smallPolicy(), 5);
    expect(JSON.parse((await bundle)?.manifest ?? '').revision).toBe(5);
  });

  it('asks nothing before it has joined', async () => {
    await using hub = await startFakeHub();
    using terminal = clientOf(hub);
    const asked = terminal.client.accessRequests('tanaka');
    await expect(asked).rejects.toMatchObject({ code: 'not-joined' });
    expect(hub.calls).toEqual([]);
  });

  it.each<[string, NonNullable<FakeHub['misbehave']>, string]>([
    ['a status that is no success', (_, response) => answer(response, 503, '{}'), 'refused'],
    ['a redirect', (_, response) => answer(response, 302, ''), 'refused'],
    ['another shape', (_, response) => answer(response, 200, '{"upTo":"all"}'), 'malformed'],
    ['no body', (_, response) => answer(response, 200, ''), 'malformed'],
    [
      'nothing new, where something was asked',
      (_, response) => answer(response, 204, ''),
      'malformed',
    ],
    ['no JSON', (_, response) => answer(response, 200, '<html>'), 'malformed'],
    ['too much', (_, response) => answer(response, 200, 'x'.repeat(2 << 20)), 'oversized'],
  ])('fails on %s', async (_, misbehave, code) => {
    await using hub = await startFakeHub();
    using terminal = clientOf(hub);
    await terminal.join();
    hub.misbehave = misbehave;
    await expect(terminal.client.records([], signal)).rejects.toMatchObject({ code });
  });

  it('says where the hub does not answer in time', async () => {
    await using hub = await startFakeHub();
    using terminal = clientOf(hub, { timeout: 30 });
    hub.misbehave = () => true;
    await expect(terminal.join()).rejects.toMatchObject({ code: 'timeout' });
  });

  it('says once more than nothing that its token is not known', async () => {
    await using hub = await startFakeHub();
    let lost = 0;
    using terminal = clientOf(hub, { onUnauthorized: () => lost++ });
    await terminal.join();
    hub.forgetTerminals();
    await expect(terminal.client.accessRequests('x')).rejects.toMatchObject({
      code: 'unauthorized',
    });
    expect(lost).toBe(1);
  });

  it('does not take a wrong join token for a lost one', async () => {
    await using hub = await startFakeHub();
    let lost = 0;
    using terminal = clientOf(hub, { onUnauthorized: () => lost++ });
    const joining = terminal.client.join('wrong', '端末');
    await expect(joining).rejects.toMatchObject({ code: 'unauthorized' });
    expect(lost).toBe(0);
  });

  it('knows whether the hub is there, and tells when it comes back', async () => {
    const now = Date.parse('2027-01-05T03:04:05Z');
    await using hub = await startFakeHub();
    let returned = 0;
    using terminal = clientOf(hub, { now: () => now, onReturn: () => returned++ });
    expect(terminal.client.state()).toEqual({ state: 'never', lastContact: null, waiting: 3 });
    await terminal.join();
    const lastContact = '2027-01-05T03:04:05.000Z';
    expect(terminal.client.state()).toEqual({ state: 'connected', lastContact, waiting: 3 });
    hub.misbehave = (request) => Boolean(request.socket.destroy());
    await expect(terminal.client.accessRequests('x')).rejects.toMatchObject({
      code: 'unreachable',
    });
    expect(terminal.client.state()).toEqual({ state: 'unreachable', lastContact, waiting: 3 });
    hub.misbehave = null;
    await terminal.client.accessRequests('x');
    expect([terminal.client.state().state, returned]).toEqual(['connected', 1]);
  });
});

function answer(response: import('node:http').ServerResponse, status: number, body: string): true {
  response.writeHead(status).end(body);
  return true;
}
