import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqliteStore } from '../../../../proxy/hub/store/open-sqlite-store.ts';
import type { Store } from '../../../../proxy/hub/store/store.ts';
import type { DecisionRecord } from '../../../../shared/audit/record.ts';
import { arrived, decision } from './store-samples.ts';

let folder: string;
let store: Store;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-refusals-'));
  store = await openSqliteStore(folder);
  const records = rows.map((fields, n) => {
    const { host = 'cdn.example', path: at = '/a', port = 443, ...rest } = fields;
    const record = decision({ at: `2026-11-${fields.day ?? '23'}T00:00:0${n % 10}.000Z`, host });
    const { day: _, ...changes } = rest;
    const destination = { scheme: 'https', host, port, path: at };
    const whole = { ...(record as DecisionRecord), act: 'request', destination, ...changes };
    return arrived('t', n + 1, whole as DecisionRecord);
  });
  await store.records.ingest('t', records);
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

type Row = Partial<DecisionRecord> & {
  host?: string;
  path?: string | null;
  port?: number;
  day?: string;
};
const suzuki = { user: 'suzuki', unit: null, identity: 'declared' } as const;
const rows: Row[] = [
  { initiator: 'www.city.example' },
  { initiator: 'www.city.example', day: '22' },
  { initiator: 'www.city.example', who: suzuki },
  { initiator: null, act: 'connect', path: null },
  { host: 'img.cdn.example', initiator: 'www.city.example', port: 8443 },
  { host: 'notcdn.example', act: 'navigate' },
  { action: 'allow' },
  { action: 'allow', would: 'block', initiator: 'www.city.example' },
  { action: 'allow', would: 'block', act: 'navigate', day: '22' },
  { action: 'block', reason: 'zone-closed' },
  { action: 'block', reason: 'upload-rule', act: 'upload' },
  { destination: null, reason: 'malformed' },
];
const since = '2026-11-22T00:00:00.000Z';

test('refusals are added up by page, host and person, over the days', async () => {
  const wanted = await store.refusals.wanted(since, 'refused');
  const shown = wanted.map(({ initiator, host, port, user, count, navigated }) =>
    [initiator, host, port, user, count, navigated].join(' '),
  );
  expect(shown.sort()).toEqual(
    [
      ' cdn.example 443 tanaka 1 0',
      ' notcdn.example 443 tanaka 1 1',
      'www.city.example cdn.example 443 suzuki 1 0',
      'www.city.example cdn.example 443 tanaka 2 0',
      'www.city.example img.cdn.example 8443 tanaka 1 0',
    ].sort(),
  );
  const both = wanted.find(({ count }) => count === 2);
  expect(both).toMatchObject({
    first: '2026-11-22T00:00:01.000Z',
    last: '2026-11-23T00:00:00.000Z',
  });
});

test('what observing would have refused stands apart', async () => {
  const wanted = await store.refusals.wanted(since, 'observed');
  expect(wanted.map(({ count, navigated }) => [count, navigated]).sort()).toEqual([
    [1, 0],
    [1, 1],
  ]);
});

test('only since then', async () => {
  const late = await store.refusals.wanted('2026-11-23T00:00:00.000Z', 'refused');
  expect(late.every(({ count }) => count === 1)).toBe(true);
});

test('places of a host and what is below it, with what was seen of them', async () => {
  const places = await store.refusals.below('cdn.example', since);
  const shown = places.map(({ host, path, port, user, count }) => [host, path, port, user, count]);
  expect(shown.map((row) => row.join(' ')).sort()).toEqual(
    [
      'cdn.example  443 tanaka 1',
      'cdn.example /a 443 suzuki 1',
      'cdn.example /a 443 tanaka 4',
      'img.cdn.example /a 8443 tanaka 1',
    ].sort(),
  );
});
