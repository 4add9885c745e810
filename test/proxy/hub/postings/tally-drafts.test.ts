import { expect, test } from 'vitest';
import { monthOf } from '../../../../proxy/hub/postings/report-month.ts';
import { createDraftTally } from '../../../../proxy/hub/postings/tally-drafts.ts';
import type { StoredDraft } from '../../../../proxy/hub/store/draft-store.ts';
import { draftEvent, storedDraft } from '../../../support/stored-draft.ts';

type Told = readonly [kind: Parameters<typeof draftEvent>[0], at: string];

function counted(...drafts: (readonly [state: StoredDraft['state'], ...told: Told[]])[]) {
  const tally = createDraftTally(monthOf('2026-11'));
  for (const [state, ...told] of drafts) {
    tally.add(storedDraft('D', { state, events: told.map(([kind, at]) => draftEvent(kind, at)) }));
  }
  return tally.counted();
}

test('approvals, and how long they took from the asking', () => {
  expect(
    counted(
      ['approved', ['written', '2026-11-24T01:00:00Z'], ['approved', '2026-11-24T02:00:00Z']],
      [
        'approved',
        ['written', '2026-11-24T01:00:00Z'],
        ['changed', '2026-11-24T04:00:00Z'],
        ['approved', '2026-11-24T04:00:00Z'],
      ],
    ),
  ).toEqual({
    ...{ asked: 2, approved: 2, changed: 1, sentBack: 0, waiting: 0 },
    ...{ medianHours: 2, longestHours: 3 },
  });
});

test('who writes it anew asks anew: the time that the writer took is no delay', () => {
  const told = counted([
    'approved',
    ['written', '2026-11-10T00:00:00Z'],
    ['sent-back', '2026-11-10T01:00:00Z'],
    ['revised', '2026-11-20T00:00:00Z'],
    ['approved', '2026-11-20T00:30:00Z'],
  ]);
  expect(told).toMatchObject({ asked: 2, approved: 1, sentBack: 1, longestHours: 0.5 });
});

test('a month is one of Japan; what was asked before it may be approved in it', () => {
  const told = counted(
    ['approved', ['written', '2026-10-31T14:00:00Z'], ['approved', '2026-10-31T15:00:00Z']],
    ['approved', ['written', '2026-11-30T14:59:59Z'], ['approved', '2026-11-30T15:00:00Z']],
    ['open', ['written', '2026-11-30T14:59:59Z']],
    ['open', ['written', '2026-10-01T00:00:00Z']],
    ['withdrawn', ['written', '2026-11-02T00:00:00Z'], ['withdrawn', '2026-11-03T00:00:00Z']],
  );
  expect(told).toMatchObject({ asked: 3, approved: 1, waiting: 1, longestHours: 1 });
});
