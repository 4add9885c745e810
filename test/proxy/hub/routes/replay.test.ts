import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Change } from '../../../../shared/protocol/policy-change.ts';
import type { HubClient } from '../../../support/hub-client.ts';
import { startHub, type TestHub } from '../../../support/start-hub.ts';
import { joinTestTerminal } from '../../../support/test-terminal.ts';
import { until } from '../../../support/until.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
  const terminal = await joinTestTerminal(hub.origin, await hub.joinToken());
  const day = (back: number) => new Date(Date.now() - back * 24 * 3_600_000).toISOString();
  for (let index = 0; index < 90; index++) {
    terminal.add({ at: day(index % 3), host: `h${index % 5}.example.jp`, action: 'block' });
  }
  await terminal.send(1, 90);
});
afterAll(() => hub[Symbol.asyncDispose]());

const opened: Change = { op: 'add-entries', list: 'working', entries: ['h1.example.jp'] };

async function replayed(client: HubClient, id: string) {
  await until(async () => (await client.call('replay', undefined, { id })).state !== 'running');
  return client.call('replay', undefined, { id });
}

test('a draft is tried on what was recorded: who would be let through', async () => {
  const { administrator } = hub;
  const { id } = await administrator.call('startReplay', { base: 1, changes: [opened], days: 30 });
  const { state, report, total, looked } = await replayed(administrator, id);
  expect([state, looked]).toEqual(['done', total]);
  expect(report).toMatchObject({
    decisions: 90,
    counts: { blocked: 0, allowed: 18, unchanged: 72 },
    groups: [{ change: 'allowed', host: 'h1.example.jp', count: 18, persons: 1 }],
  });
  expect(report?.groups[0]?.after).toMatchObject({ rule: 'working/h1.example.jp' });
});

test('an auditor reads the result, and starts none', async () => {
  const auditor = await hub.signedIn('aud', 'auditor');
  const body = { base: 1, changes: [opened], days: 1 };
  const { id } = await hub.administrator.call('startReplay', body);
  expect((await replayed(auditor, id)).report?.counts.allowed).toBeGreaterThan(0);
  await expect(auditor.call('startReplay', body)).rejects.toMatchObject({ status: 403 });
});

test('that records were read for it is recorded', async () => {
  await hub.administrator.call('startReplay', { base: 1, changes: [], days: 7 });
  const query = { type: 'change', act: 'audit-read', text: 'days=7' };
  const { records } = await hub.administrator.call('records', undefined, { query });
  // The first is this very reading.
  expect(records[1]?.record).toMatchObject({
    actor: 'admin',
    subject: 'replay',
    detail: 'draft on revision 1, days=7',
  });
});

test('is cancelled, and another account does not see to that', async () => {
  const other = await hub.signedIn('other', 'administrator');
  const { id } = await hub.administrator.call('startReplay', { base: 1, changes: [], days: 30 });
  const cancel = (client: HubClient, which = id) =>
    client.call('cancelReplay', undefined, { id: which });
  await expect(cancel(other)).rejects.toMatchObject({ code: 'not-found' });
  await expect(cancel(hub.administrator, 'x')).rejects.toMatchObject({ code: 'not-found' });
  await cancel(hub.administrator);
  await expect(hub.administrator.call('replay', undefined, { id: 'x' })).rejects.toMatchObject({
    code: 'not-found',
  });
});

test.each([
  ['a base that is not current', { base: 7, changes: [], days: 1 }, 409, 'stale-base'],
  [
    'a draft with problems',
    { base: 1, changes: [{ op: 'replace' as const, yaml: 'x' }], days: 1 },
    422,
    'policy-problems',
  ],
  ['days that are none', { base: 1, changes: [], days: 0 }, 400, 'invalid'],
])('%s is refused', async (_, body, status, code) => {
  const call = hub.administrator.call('startReplay', body);
  await expect(call).rejects.toMatchObject({ status, code });
});
