import { expect, test } from 'vitest';
import { recordColumns } from '../../../../proxy/hub/store/record-columns.ts';
import type { AuditRecord } from '../../../../shared/audit/record.ts';
import { arrived, decision } from './store-samples.ts';

const at = '2026-11-23T00:00:00.000Z';
const change: AuditRecord = {
  v: 1,
  type: 'change',
  id: 'C',
  at,
  act: 'account-changed',
  actor: 'Sato',
  subject: 'Mori',
  detail: null,
  decision: null,
};
const outcome: AuditRecord = {
  v: 1,
  type: 'outcome',
  id: 'D',
  at,
  end: 'closed',
  status: null,
  bytesUp: 0,
  bytesDown: 0,
  durationMs: 0,
};
const rows: [string, AuditRecord, object][] = [
  [
    'a decision',
    decision({ at }),
    {
      type: 'decision',
      action: 'block',
      act: 'connect',
      user: 'tanaka',
      unit: '総務企画部',
      host: 'example.jp',
      words: 'example.jp/a_b\ntanaka\ndestinations.default',
    },
  ],
  [
    'a decision about nothing usable',
    { ...(decision({ at }) as AuditRecord & { type: 'decision' }), destination: null, rule: null },
    { host: null, words: 'tanaka' },
  ],
  ['a change', change, { act: 'account-changed', user: 'Sato', words: 'sato\nmori', action: null }],
  ['an outcome', outcome, { type: 'outcome', act: null, user: null, words: 'closed' }],
];
test.each(rows)('%s', (_, record, expected) => {
  const columns = recordColumns(arrived('t', 3, record));
  expect(columns).toMatchObject({ terminal: 't', seq: 3, at, id: record.id, ...expected });
  expect(columns.record).toBe(JSON.stringify(record));
});
