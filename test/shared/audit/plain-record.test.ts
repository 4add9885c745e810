import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPlainRecord } from '../../../shared/audit/plain-record.ts';
import {
  type AuditRecord,
  auditRecordSchema,
  type DecisionRecord,
  type OutcomeRecord,
} from '../../../shared/audit/record.ts';

const decision: DecisionRecord = {
  v: 1,
  type: 'decision',
  id: 'ABCD-EFGH-JKMN-PQRS',
  at: '2026-11-30T01:02:03.004Z',
  source: 'proxy',
  act: 'request',
  who: { user: 'tanaka', unit: null, identity: 'declared' },
  destination: { scheme: 'https', host: 'city.example', port: 443, path: '/手続き' },
  method: 'GET',
  initiator: null,
  action: 'allow',
  would: null,
  reason: 'entry',
  rule: 'list/entry',
  clause: '7-3-ウ',
  mode: 'enforce',
  revision: 3,
  address: '192.0.2.1',
  handling: 'intercept',
};
const outcome: OutcomeRecord = {
  v: 1,
  type: 'outcome',
  id: 'ABCD-EFGH-JKMN-PQRS',
  at: '2024-02-29T23:59:59.999Z',
  end: 'closed',
  status: 200,
  bytesUp: 0,
  bytesDown: 12,
  durationMs: 3,
};

test.each([
  ['a decision', decision],
  ['one without a destination', { ...decision, destination: null }],
  ['an outcome', outcome],
])('%s is plain', (_, record) => {
  expect(isPlainRecord(record)).toBe(true);
  expect(JSON.stringify(auditRecordSchema.parse(record))).toBe(JSON.stringify(record));
});

test.each<[string, object]>([
  ['keys in another order', Object.fromEntries(Object.entries(outcome).toReversed())],
  ['a key more', { ...outcome, more: 1 }],
  ['a key less', Object.fromEntries(Object.entries(outcome).slice(0, -1))],
  ['a day that is none', { ...outcome, at: '2023-02-29T00:00:00.000Z' }],
  ['a thirty-first of June', { ...outcome, at: '2023-06-31T00:00:00.000Z' }],
  ['half a byte', { ...outcome, bytesUp: 0.5 }],
  ['an unknown reason', { ...decision, reason: 'because' }],
  ['a port that is none', { ...decision, destination: { ...decision.destination, port: 70_000 } }],
  ['a key more inside', { ...decision, who: { ...decision.who, more: 1 } }],
  ['nobody', { ...decision, who: null }],
  ['an undefined path', { ...decision, destination: { ...decision.destination, path: undefined } }],
  ['postings', { ...outcome, postings: [] }],
])('%s is left to the schema', (_, record) => {
  expect(isPlainRecord(record as AuditRecord)).toBe(false);
});

const odd = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, '', -1, 0, 1, 0.5, 70_000, Number.NaN, 2 ** 53, {}, []),
  fc.constantFrom('proxy', 'extension', 'block', 'enforce', '2026-11-31T00:00:00.000Z'),
  fc.string({ unit: 'binary' }),
);

test('property: whatever is plain passes the schema unchanged', () => {
  const keys = fc.constantFrom(...Object.keys({ ...decision, ...outcome }));
  const inner = fc.constantFrom('user', 'unit', 'identity', 'scheme', 'host', 'port', 'path');
  fc.assert(
    fc.property(
      fc.constantFrom(decision, outcome),
      keys,
      inner,
      odd,
      (whole, key, within, value) => {
        const nested = whole[key as keyof typeof whole] as unknown;
        const isNested = typeof nested === 'object' && nested !== null;
        const changed = isNested ? { ...nested, [within]: value } : value;
        const record = { ...whole, [key]: changed } as AuditRecord;
        if (!isPlainRecord(record)) return;
        const parsed = auditRecordSchema.safeParse(record);
        expect(parsed.success && JSON.stringify(parsed.data)).toBe(JSON.stringify(record));
      },
    ),
    { numRuns: 3_000, seed: 5 },
  );
});
