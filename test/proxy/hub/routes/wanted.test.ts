import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DecisionRecord } from '../../../../shared/audit/record.ts';
import { decisionRecord } from '../../../support/audit-records.ts';
import { joinStandInTerminal } from '../../../support/stand-in-terminal.ts';
import { startHub, type TestHub } from '../../../support/start-hub.ts';

const now = Date.parse('2027-01-07T00:00:00Z');
const refused = { action: 'block', reason: 'default', rule: 'destinations.default' } as const;
let hub: TestHub;
let n = 0;

function decision(host: string, changes: Partial<DecisionRecord>): DecisionRecord {
  const destination = { scheme: 'https', host, port: 443, path: '/a' };
  return decisionRecord(++n, { destination, ...changes });
}

beforeAll(async () => {
  hub = await startHub({ now: () => now });
  const terminal = await joinStandInTerminal(hub.origin, await hub.joinToken(), '端末');
  const observed = { action: 'allow', would: 'block', reason: 'default', mode: 'observe' } as const;
  await terminal.send([
    decision('cdn.example', { ...refused, initiator: 'www.city.lg.jp' }),
    decision('cdn.example', { ...refused, initiator: 'games.example' }),
    decision('www.shop.example', { ...observed, act: 'navigate' }),
    decision('fonts.example', { ...observed, initiator: 'www.city.lg.jp' }),
  ]);
});
afterAll(() => hub[Symbol.asyncDispose]());

test('pages of allowed sites, and what they wanted', async () => {
  const { sites, since } = await hub.administrator.call('wanted', undefined, {
    query: { days: 2 },
  });
  expect(since).toBe('2027-01-05T00:00:00.000Z');
  expect(sites.map(({ site, wanted }) => [site, wanted.map(({ host }) => host)])).toEqual([
    ['www.city.lg.jp', ['cdn.example', 'fonts.example']],
  ]);
});

test('observing proposes a list', async () => {
  const learnt = await hub.administrator.call('learning');
  expect(learnt.proposals.map(({ kind, match }) => [kind, match])).toEqual([
    ['main', '.www.shop.example'],
    ['content', '.fonts.example'],
  ]);
});

test('of another span there is nothing; a span that is none is refused', async () => {
  const client = hub.administrator;
  const { proposals } = await client.call('learning', undefined, { query: { days: 1 } });
  expect(proposals).toEqual([]);
  for (const days of [0, 93, 'x']) {
    const answer = client.call('wanted', undefined, { query: { days } });
    await expect(answer).rejects.toMatchObject({ status: 400 });
  }
});

test('both are on record as readings', async () => {
  const { records } = await hub.administrator.call('records', undefined, {
    query: { act: 'audit-read' },
  });
  const details = records.map(({ record }) => (record.type === 'change' ? record.detail : null));
  expect(details).toContain('refusals by page, 2 days');
  expect(details).toContain('observed decisions, 7 days');
});
