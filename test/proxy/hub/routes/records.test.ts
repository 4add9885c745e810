import { afterAll, beforeAll, expect, test } from 'vitest';
import { filterWords } from '../../../../proxy/hub/routes/records.ts';
import { startHub, type TestHub } from '../../../support/start-hub.ts';
import { joinTestTerminal } from '../../../support/test-terminal.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
  const terminal = await joinTestTerminal(hub.origin, await hub.joinToken());
  const day = (back: number) => new Date(Date.now() - back * 24 * 3_600_000).toISOString();
  for (let index = 0; index < 250; index++) {
    terminal.add({ at: day(index % 3), host: `h${index % 5}.example.jp` });
  }
  await terminal.send(1, 250);
});
afterAll(() => hub[Symbol.asyncDispose]());

test('pages follow each other to the end, each record once', async () => {
  const seen = new Set<string>();
  let before: string | undefined;
  do {
    const query = { type: 'decision', limit: 60, before };
    const page = await hub.administrator.call('records', undefined, { query });
    for (const { terminal, seq } of page.records) seen.add(`${terminal}/${seq}`);
    before = page.next ?? undefined;
  } while (before !== undefined);
  expect(seen.size).toBe(250);
});

test('every reading and export is recorded with its filter, before it is answered', async () => {
  const auditor = await hub.signedIn('aud', 'auditor');
  await auditor.call('records', undefined, { query: { host: 'h1.example.jp' } });
  const csv = await auditor.raw('GET', '/api/records/export?format=csv&host=h1.example.jp');
  expect(csv.status).toBe(200);
  await csv.text();
  const query = { type: 'change', user: 'aud' };
  const { records } = await hub.administrator.call('records', undefined, { query });
  const said = records.map(({ record }) =>
    record.type === 'change' ? [record.act, record.detail] : [],
  );
  expect(said.slice(0, 2)).toEqual([
    ['audit-exported', 'csv host=h1.example.jp'],
    ['audit-read', 'host=h1.example.jp'],
  ]);
});

test('an export of JSON lines holds what audit verify reads', async () => {
  const response = await hub.administrator.raw('GET', '/api/records/export?format=jsonl');
  const stored = (await response.text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const of = (terminal: string) => stored.filter((each) => each.terminal === terminal);
  for (const terminal of new Set(stored.map((each) => each.terminal))) {
    const [first, ...rest] = of(terminal);
    expect(first).toMatchObject({ seq: 1, previous: '0'.repeat(64) });
    expect(rest.map(({ previous }) => previous)).toEqual(
      of(terminal)
        .slice(0, -1)
        .map(({ hash }) => hash),
    );
  }
});

test('an export is a download of everything that the filter takes', async () => {
  const path = '/api/records/export?format=jsonl&type=decision';
  const response = await hub.administrator.raw('GET', path);
  expect(response.headers.get('content-disposition')).toMatch(
    /^attachment; filename="sekisho-audit-\d{4}-\d\d-\d\d\.jsonl"$/,
  );
  const lines = (await response.text()).trimEnd().split('\n');
  expect(lines).toHaveLength(250);
  const csv = await hub.administrator.raw('GET', path.replace('jsonl', 'csv'));
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const bytes = new Uint8Array(await csv.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
});

test('a place that no page gave is refused', async () => {
  const call = hub.administrator.call('records', undefined, { query: { before: 'x' } });
  await expect(call).rejects.toMatchObject({ status: 400, code: 'bad-place' });
});

test('odd filters are said at their field', async () => {
  for (const [field, value] of [
    ['since', 'yesterday'],
    ['limit', '1000'],
    ['action', 'maybe'],
  ] as const) {
    const call = hub.administrator.call('records', undefined, { query: { [field]: value } });
    const error = await call.catch((thrown) => thrown);
    expect(Object.keys(error.body.error.fields), field).toEqual([field]);
  }
});

test('a filter is put in words', () => {
  expect(filterWords({})).toBe('all');
  expect(filterWords({ user: 'a', text: 'b c' })).toBe('user=a text=b c');
});
