import { expect, test } from 'vitest';
import {
  createRecorder,
  type DecisionFacts,
  decisionRecord,
  outcomeRecord,
  summaryOf,
} from '../../../proxy/gateway/recorder.ts';
import { createLog } from '../../../proxy/platform/log.ts';
import { auditRecordSchema } from '../../../shared/audit/record.ts';
import { parseAuthority, parseDestination } from '../../../shared/destination/destination.ts';
import type { DecisionSummary } from '../../../shared/protocol/link.ts';
import { createMemoryAuditLog } from '../../support/memory-audit-log.ts';
import { testPolicy } from '../../support/test-gateway.ts';

const parsed = parseDestination('https://city.example/path?secret=1');
const connect = parseAuthority('city.example:443');
if (!parsed.ok || !connect.ok) throw new Error('parse');
const at = Date.parse('2026-11-23T01:02:03.004Z');
const facts: DecisionFacts = {
  decision: {
    action: 'allow',
    reason: 'entry',
    rule: 'a/b',
    clause: null,
    id: 'ABCD-EFGH-JKMN-PQRS',
    would: 'block',
  },
  act: 'request',
  who: { user: 'tanaka', unit: null, identity: 'declared' },
  destination: parsed.destination,
  method: 'GET',
  initiator: null,
  state: testPolicy({}),
  address: '192.0.2.1',
  handling: 'forward',
  at,
};

test('a decision line has the shape of the audit log, and no query', () => {
  const record = decisionRecord(facts);
  expect(auditRecordSchema.parse(record)).toEqual(record);
  expect(record).toMatchObject({
    would: 'block',
    mode: 'enforce',
    revision: 7,
    at: '2026-11-23T01:02:03.004Z',
  });
  expect(JSON.stringify(record)).not.toContain('secret');
});

test('without a policy and a destination it is whole as well', () => {
  const record = decisionRecord({ ...facts, state: { state: 'none' }, destination: null });
  expect(auditRecordSchema.parse(record)).toMatchObject({
    mode: null,
    revision: null,
    destination: null,
  });
});

test('what was looked at is in line and summary, what a warning holds in the summary alone', () => {
  const upload = { level: '3A', inspected: true, items: [], count: 1 } as const;
  const posting = {
    service: 'bluesky',
    act: 'post',
    account: null,
    text: '雪',
    attachments: [],
    action: 'warn',
    reason: 'outside-hours',
    rule: 'posting/bluesky/hours',
    review: false,
  } as const;
  const seen: DecisionFacts = {
    ...facts,
    decision: { ...facts.decision, action: 'warn' },
    handling: 'refuse',
    upload: { ...upload, items: [] },
    postings: [{ ...posting, attachments: [] }],
    held: ['d1'],
  };
  const record = decisionRecord(seen);
  expect(auditRecordSchema.parse(record)).toEqual(record);
  expect(record).toMatchObject({ upload, postings: [posting] });
  expect(record).not.toHaveProperty('held');
  expect(summaryOf(seen)).toMatchObject({ upload, postings: [posting], held: ['d1'] });
  expect(summaryOf({ ...seen, handling: 'forward' })).not.toHaveProperty('held');
});

test('an outcome line waits for what became of the postings', async () => {
  const audit = createMemoryAuditLog();
  const log = createLog('gateway', 'silent');
  const recorder = createRecorder({
    audit,
    recent: { add: () => {}, failed: () => {} },
    now: () => at,
    log,
  });
  const postings = [{ taken: true, address: null }];
  const end = { end: 'closed', status: 200, bytesUp: 1, bytesDown: 1 };
  recorder.outcome('X', at, end, Promise.resolve(postings));
  recorder.outcome('Y', at, end);
  await recorder.idle();
  expect(audit.outcomes().find(({ id }) => id === 'X')).toMatchObject({ postings });
  expect(audit.outcomes().find(({ id }) => id === 'Y')).not.toHaveProperty('postings');
});

test('an outcome line tells the duration, never a negative one', () => {
  const end = { end: 'closed', status: 200, bytesUp: 1, bytesDown: 2 };
  expect(auditRecordSchema.parse(outcomeRecord('x', at, at + 12.4, end))).toMatchObject({
    durationMs: 12,
    ...end,
  });
  expect(outcomeRecord('x', at, at - 5, end).durationMs).toBe(0);
});

test('the summary has the whole URL; of a tunnel the host', () => {
  expect(summaryOf(facts)).toMatchObject({
    url: 'https://city.example/path?secret=1',
    host: 'city.example',
  });
  expect(summaryOf({ ...facts, destination: connect.destination }).url).toBe(
    'https://city.example/',
  );
});

test.each<[string, Partial<DecisionFacts['decision']>, DecisionFacts['handling'], unknown]>([
  ['a warning that was acknowledged', { action: 'warn' }, 'tunnel', true],
  ['a warning that stopped', { action: 'warn' }, 'refuse', undefined],
  ['what is allowed', { action: 'allow' }, 'forward', undefined],
])('the summary tells %s', (_, changes, handling, expected) => {
  const decision = { ...facts.decision, ...changes };
  expect(summaryOf({ ...facts, decision, handling }).acknowledged).toBe(expected);
});

test('what could not be recorded is remembered as refused, and nothing rejects', async () => {
  const audit = createMemoryAuditLog();
  const remembered: DecisionSummary[] = [];
  const recorder = createRecorder({
    audit,
    recent: { add: (_, summary) => void remembered.push(summary), failed: () => {} },
    now: () => at,
    log: createLog('gateway', 'silent'),
  });
  expect(await recorder.decision(facts)).toBe(true);
  audit.state = 'disk-full';
  expect(await recorder.decision(facts)).toBe(false);
  expect(remembered.at(-1)).toMatchObject({ action: 'block', reason: 'not-recorded' });
  recorder.outcome('x', at, { end: 'closed', status: 200, bytesUp: 0, bytesDown: 0 });
  await recorder.idle();
  expect(audit.records).toHaveLength(1);
});
