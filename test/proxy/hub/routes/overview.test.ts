import { expect, test } from 'vitest';
import { lastDay } from '../../../../proxy/hub/routes/overview.ts';
import { startHub } from '../../../support/start-hub.ts';
import { joinTestTerminal } from '../../../support/test-terminal.ts';

test('24 hours stand there, also the empty ones', () => {
  const hours = [
    { hour: '2026-11-23T01', action: 'allow', count: 2 },
    { hour: '2026-11-23T01', action: 'block', count: 3 },
  ];
  const day = lastDay({ hours }, Date.parse('2026-11-22T02:00:00Z'));
  expect(day).toHaveLength(24);
  expect(day[0]).toEqual({ at: '2026-11-22T02:00:00.000Z', allow: 0, warn: 0, block: 0 });
  expect(day[23]).toEqual({ at: '2026-11-23T01:00:00.000Z', allow: 2, warn: 0, block: 3 });
});

test('the overview counts, names the most refused hosts, and what runs out', async () => {
  await using hub = await startHub();
  const admin = hub.administrator;
  const terminal = await joinTestTerminal(hub.origin, await hub.joinToken());
  for (const user of ['a', 'b', 'a']) terminal.add({ user, host: 'often.example' });
  terminal.add({ host: 'once.example' });
  terminal.add({ host: 'fine.example', action: 'allow' });
  terminal.add({ at: '2020-01-01T00:00:00.000Z', host: 'old.example' });
  await terminal.send(1, 6);
  const { lists, revision: base } = await admin.call('lists');
  const list = lists[0]?.id ?? '';
  const until = new Date(Date.now() + 24 * 3_600_000).toISOString();
  const entries = [{ match: 'soon.example', until }];
  await admin.call('publish', { base, changes: [{ op: 'add-entries', list, entries }], note: 'x' });

  const overview = await admin.call('overview');
  expect(overview.counts).toEqual({ allow: 1, warn: 0, block: 4 });
  expect(overview.refused).toEqual([
    { host: 'often.example', count: 3, users: 2 },
    { host: 'once.example', count: 1, users: 1 },
  ]);
  expect(overview).toMatchObject({ revision: 2, mode: 'enforce', openRequests: 0 });
  expect(overview.terminals).toEqual([expect.objectContaining({ state: 'silent' })]);
  const soon = { list, match: 'soon.example', until, request: null };
  expect(overview.expiring).toEqual([expect.objectContaining(soon)]);
});
