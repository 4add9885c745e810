import { expect, test } from 'vitest';
import { csvCell, exportChunks } from '../../../../proxy/hub/records/export.ts';
import type { StoredRecord } from '../../../../shared/audit/record.ts';
import { chained } from '../../../support/test-terminal.ts';

const cells: [string, string | number | null, string][] = [
  ['nothing', null, ''],
  ['a number', -5, '-5'],
  ['a text', '総務', '総務'],
  ['a comma', 'a,b', '"a,b"'],
  ['quotes', 'a"b', '"a""b"'],
  ['a line break', 'a\nb', '"a\nb"'],
  ['a formula', '=1+1', "'=1+1"],
  ['a sum', '+1', "'+1"],
  ['a difference', '-1', "'-1"],
  ['a function', '@SUM(A1)', "'@SUM(A1)"],
  ['a tab', '\tx', "'\tx"],
  ['a carriage return', '\rx', '"\'\rx"'],
  ['full-width ＝', '＝1', "'＝1"],
  ['full-width ＋', '＋1', "'＋1"],
  ['full-width －', '－1', "'－1"],
  ['full-width ＠', '＠x', "'＠x"],
  ['a formula behind spaces', '  =1', "'  =1"],
  ['a formula behind a zero-width space', '\u200b=1', "'\u200b=1"],
  ['a formula with a comma', '=HYPERLINK("x",1)', '"\'=HYPERLINK(""x"",1)"'],
  ['an equals sign inside', 'a=1', 'a=1'],
];
test.each(cells)('a cell with %s', (_, value, expected) => {
  expect(csvCell(value)).toBe(expected);
});

const change = chained('hub', 1, '', {
  v: 1,
  type: 'change',
  id: 'C',
  at: '2026-11-23T15:30:00.000Z',
  act: 'sign-in',
  actor: '=admin',
  subject: null,
  detail: 'a,b',
  decision: null,
});
const outcome = chained('t1', 2, '', {
  v: 1,
  type: 'outcome',
  id: 'D',
  at: '2026-11-23T15:31:00.000Z',
  end: 'closed',
  status: null,
  bytesUp: 1,
  bytesDown: 2,
  durationMs: 3,
});
const rows: StoredRecord[] = [change, outcome];
async function* portions() {
  for (const row of rows) yield [row];
}
async function text(format: 'csv' | 'jsonl'): Promise<string> {
  let all = '';
  for await (const chunk of exportChunks(portions(), format)) all += chunk;
  return all;
}

test('CSV opens in Excel: BOM, CRLF, Japanese headers, Japanese time beside UTC', async () => {
  const csv = await text('csv');
  expect(csv.startsWith('\ufeff日時（日本時間）,日時（UTC）,端末,')).toBe(true);
  const [header = '', first = '', second = '', rest] = csv.split('\r\n');
  expect(rest).toBe('');
  expect(first).toMatch(/^2026-11-24 00:30:00,2026-11-23T15:30:00\.000Z,hub,1,change,C,sign-in,/);
  expect(first).toContain("'=admin");
  expect(first).toContain('"a,b"');
  expect(second.split(',')).toHaveLength(header.split(',').length);
  expect(second).toMatch(/closed,,1,2,3$/);
});

test('JSON lines hold the records as they are, with their hashes', async () => {
  const lines = (await text('jsonl')).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(rows);
});
