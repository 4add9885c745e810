import { describe, expect, test } from 'vitest';
import { monthOf } from '../../../../proxy/hub/postings/report-month.ts';
import { createTally } from '../../../../proxy/hub/postings/tally-month.ts';
import { type StoredChanges, storedPosting } from '../../../support/stored-posting.ts';

const dayMs = 86_400_000;
const tally = (rows: readonly StoredChanges[]) => {
  const made = createTally({
    month: monthOf('2026-11'),
    now: Date.parse('2026-12-10T00:00:00Z'),
    // Closed on the 23rd.
    isOpen: (at) => !new Date(at).toISOString().startsWith('2026-11-23'),
    dueOf: (at) => new Date(Date.parse(at) + 7 * dayMs).toISOString(),
  });
  for (const row of rows) made.add(storedPosting(row));
  return made.counted();
};

describe('what is counted', () => {
  test('posts, edits and deletions by themselves; what goes ahead of a post only by its kind', () => {
    const counted = tally([
      {},
      { posting: { act: 'reply' } },
      { posting: { act: 'edit' } },
      { posting: { act: 'delete' } },
      { posting: { act: 'upload' } },
      { posting: { act: 'profile' } },
      { posting: { act: 'unknown-write' }, fate: 'stopped' },
      { taken: false },
      { taken: null },
    ]);
    expect(counted).toMatchObject({
      published: 3,
      edited: 1,
      deleted: 1,
      stopped: 1,
      warned: 0,
      notTaken: 1,
      accounts: [{ account: 'yokote.example', published: 3 }],
    });
    expect(counted.acts[0]).toEqual({ act: 'post', sent: 3, held: 0 });
    expect(counted.acts).toContainEqual({ act: 'upload', sent: 1, held: 0 });
    expect(counted.acts).toContainEqual({ act: 'unknown-write', sent: 0, held: 1 });
  });

  test('a day is one of Japan, and every day of the month has its line', () => {
    const { days } = tally([
      { at: '2026-11-24T14:59:59.000Z' },
      { at: '2026-11-24T15:00:00.000Z', fate: 'warned' },
      { at: '2026-11-24T15:00:00.000Z', posting: { act: 'upload' } },
    ]);
    expect(days).toHaveLength(30);
    expect(days[23]).toEqual({ day: '2026-11-24', sent: 1, warned: 0, stopped: 0 });
    expect(days[24]).toEqual({ day: '2026-11-25', sent: 0, warned: 1, stopped: 0 });
  });

  test('reasons by what they led to; a good posting that a bad one took along has none', () => {
    const warned = { action: 'warn', reason: 'shortened-url' } as const;
    const { reasons } = tally([
      { posting: warned, fate: 'warned' },
      { posting: warned },
      { posting: { action: 'block', reason: 'forbidden-content' }, fate: 'stopped' },
      { fate: 'stopped' },
    ]);
    expect(reasons).toEqual([
      { reason: 'shortened-url', stopped: 0, warned: 1, wentOn: 1 },
      { reason: 'forbidden-content', stopped: 1, warned: 0, wentOn: 0 },
    ]);
  });

  test('what left outside the hours, and what they stopped; a deletion may be at any hour', () => {
    const at = '2026-11-23T01:00:00.000Z';
    const { outsideHours } = tally([
      { at },
      { at, posting: { act: 'delete' } },
      { at, posting: { action: 'block', reason: 'outside-hours' }, fate: 'stopped' },
      {},
    ]);
    expect(outsideHours).toEqual({ left: 1, held: 1 });
  });

  test('topics as they were picked', () => {
    const { topics } = tally([
      { posting: { topic: '防災' } },
      {},
      { posting: { topic: '防災' } },
      { posting: { topic: '防災' }, fate: 'stopped' },
    ]);
    expect(topics).toEqual([
      { topic: '防災', count: 2 },
      { topic: null, count: 1 },
    ]);
  });
});

describe('the review afterwards', () => {
  const lookedAt = (hours: number): StoredChanges => ({
    wantsReview: true,
    reviewed: {
      at: new Date(Date.parse('2026-11-24T01:00:00Z') + hours * 3_600_000).toISOString(),
      by: 'sns',
      note: '',
    },
  });

  test('how many, how late, and how long it took', () => {
    const { reviews } = tally([
      lookedAt(1),
      lookedAt(3.04),
      lookedAt(8 * 24),
      { wantsReview: true },
      { wantsReview: true, at: '2026-11-29T20:00:00.000Z' },
      {},
    ]);
    expect(reviews).toEqual({
      wanted: 5,
      reviewed: 3,
      late: 1,
      open: 2,
      overdue: 2,
      medianHours: 3,
      longestHours: 192,
    });
  });

  test('what left in a disaster, and whether somebody has confirmed it', () => {
    const posting = { disaster: 'D1' };
    const { disaster, reviews } = tally([
      { posting, ...lookedAt(1) },
      { posting, wantsReview: true },
      { posting, fate: 'stopped' },
      { wantsReview: true },
    ]);
    expect(disaster).toEqual({ posted: 2, confirmed: 1, open: 1 });
    expect(reviews).toMatchObject({ wanted: 3, reviewed: 1 });
  });
});

test('orders to correct: done by hand or by a change of the post, open, and those overdue of them', () => {
  const order = {
    ...{ number: 1, at: '2026-11-25T00:00:00.000Z', by: 'sns', reason: '日付', due: '2026-11-30' },
    ...{ dueAt: '2026-11-30T15:00:00.000Z', changed: false, done: null },
  };
  const done = { at: '2026-11-26T00:00:00.000Z', by: 'sns', word: '' };
  const { corrections } = tally([
    {
      corrections: [
        { ...order, done },
        { ...order, changed: true },
      ],
    },
    { corrections: [order] },
    { corrections: [{ ...order, dueAt: '2026-12-30T15:00:00.000Z' }] },
    {},
  ]);
  expect(corrections).toEqual({ ordered: 4, done: 2, open: 2, overdue: 1 });
});
