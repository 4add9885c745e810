import { expect, test } from 'vitest';
import { postingColumns } from '../../../../proxy/hub/store/posting-columns.ts';
import type { DecisionRecord } from '../../../../shared/audit/record.ts';
import { changeRecord, decisionRecord } from '../../../support/audit-records.ts';
import { contentDecision, outcomeOf, posting } from '../../../support/content-records.ts';
import { arrived } from './store-samples.ts';

const at = '2026-11-23T15:00:00.000Z';
const postings = [posting({ account: '@Yokote', text: 'A100%' }), posting({ account: null })];

test.each<[string, Partial<DecisionRecord>, string]>([
  ['what was allowed and passed left', { action: 'allow', handling: 'intercept' }, 'sent'],
  ['a warning that was gone on from left', { action: 'warn', handling: 'forward' }, 'sent'],
  ['a warning that stopped is warned of', { action: 'warn', handling: 'refuse' }, 'warned'],
  ['a warning of the guard is warned of', { action: 'warn', handling: null }, 'warned'],
  ['a block is stopped', { action: 'block', handling: 'refuse' }, 'stopped'],
  [
    'a block never left, however it was handled',
    { action: 'block', handling: 'intercept' },
    'stopped',
  ],
  [
    'what was allowed and never handled did not leave',
    { action: 'allow', handling: null },
    'stopped',
  ],
])('%s', (_, changes, fate) => {
  const record = contentDecision(1, at, { ...changes, postings });
  const { rows } = postingColumns([arrived('t', 4, record)]);
  expect(rows.map((row) => row.fate)).toEqual([fate, fate]);
});

test('a row has its place, its day in Japan, its account folded and its words', () => {
  const { rows } = postingColumns([arrived('t', 4, contentDecision(1, at, { postings }))]);
  expect(rows[0]).toMatchObject({
    terminal: 't',
    seq: 4,
    place: 0,
    day: '2026-11-24',
    account: 'yokote',
    words: 'a100%\n@yokote\ntanaka',
    review: 1,
    warned: 0,
  });
  expect(rows[1]).toMatchObject({ place: 1, account: null });
  expect(JSON.parse(rows[0]?.posting ?? '')).toEqual(postings[0]);
});

test('an outcome tells of each posting in its place', () => {
  const outcome = outcomeOf(contentDecision(1, at), {
    postings: [
      { taken: true, address: 'https://a.example/1' },
      { taken: null, address: null },
      { taken: false, address: null },
    ],
  });
  const { outcomes } = postingColumns([arrived('t', 5, outcome)]);
  expect(outcomes.map(({ place, taken }) => [place, taken])).toEqual([
    [0, 1],
    [1, null],
    [2, 0],
  ]);
  expect(outcomes[0]).toMatchObject({ decision: outcome.id, address: 'https://a.example/1' });
});

test('records without postings make nothing, whatever their words say', () => {
  const said = changeRecord(1, { detail: 'the word "postings"' });
  const records = [decisionRecord(1), said, decisionRecord(2, { rule: '"postings"' })];
  const all = records.map((record, index) => arrived('t', index + 1, record));
  expect(postingColumns(all)).toEqual({ rows: [], outcomes: [] });
});
