import { expect, test } from 'vitest';
import { createMonthlyReport } from '../../../../proxy/hub/postings/monthly-report.ts';
import { monthOf } from '../../../../proxy/hub/postings/report-month.ts';
import { postingRuleSchema } from '../../../../shared/policy/posting-schema.ts';
import { draftEvent, storedDraft } from '../../../support/stored-draft.ts';
import { storedPosting } from '../../../support/stored-posting.ts';

const rule = postingRuleSchema.parse({
  service: 'bluesky',
  title: 'ブルースカイ',
  responsible: 'sns',
  accounts: [{ name: 'yokote.example', posters: ['tanaka'] }],
  hours: {
    days: ['mon', 'tue', 'wed', 'thu', 'fri'],
    from: '08:30',
    to: '17:15',
    holidays: 'closed',
  },
  reviewWithin: 'P1D',
});
const make = (services: readonly string[]) =>
  createMonthlyReport({
    policy: { posting: [rule] },
    month: monthOf('2026-11'),
    now: Date.parse('2026-12-10T00:00:00Z'),
    silentDays: 30,
    services,
  });

test('each service by itself, with or without rules, and none that was not asked for', () => {
  const report = make(['bluesky', 'x']);
  report.add([
    storedPosting({ wantsReview: true }),
    storedPosting({ at: '2026-11-23T01:00:00.000Z' }), // a national holiday
    storedPosting({ posting: { service: 'x' } }),
    storedPosting({ posting: { service: 'tiktok' } }),
  ]);
  const [bluesky, x, ...more] = report.services([
    { service: 'x', account: 'yokote.example', at: '2026-11-24T01:00:00.000Z' },
  ]);
  expect(more).toEqual([]);
  expect(bluesky).toMatchObject({
    title: 'ブルースカイ',
    published: 2,
    outsideHours: { left: 1, held: 0 },
    reviews: { wanted: 1, overdue: 1 },
    silentAccounts: [{ account: 'yokote.example', last: null }],
  });
  expect(x).toMatchObject({ title: 'X', published: 1, outsideHours: { left: 0 }, posters: [] });
});

test('topics stand there where the rules have some, or somebody picked one', () => {
  const without = make(['bluesky']);
  without.add([storedPosting()]);
  expect(without.services([])[0]?.topics).toEqual([]);
  const picked = make(['bluesky']);
  picked.add([storedPosting({ posting: { topic: '防災' } }), storedPosting()]);
  expect(picked.services([])[0]?.topics).toHaveLength(2);
});

test('drafts are counted with the service that they are of', () => {
  const report = make(['bluesky', 'x']);
  const asked = draftEvent('written', '2026-11-24T01:00:00.000Z');
  const answered = draftEvent('approved', '2026-11-24T02:30:00.000Z');
  report.addDrafts([
    storedDraft('A', { state: 'approved', events: [asked, answered] }),
    storedDraft('B', { service: 'tiktok' }),
  ]);
  const [bluesky, x] = report.services([]);
  expect(bluesky?.drafts).toMatchObject({ asked: 1, approved: 1, medianHours: 1.5 });
  expect(x?.drafts).toMatchObject({ asked: 0, approved: 0, medianHours: null });
});
