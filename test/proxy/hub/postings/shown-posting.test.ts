import { expect, test } from 'vitest';
import { shownPosting } from '../../../../proxy/hub/postings/shown-posting.ts';
import type { StoredPosting } from '../../../../proxy/hub/store/content-stores.ts';
import { posting } from '../../../support/content-records.ts';

const stored: StoredPosting = {
  id: 't-1-0',
  terminal: 't',
  seq: 1,
  decision: 'D',
  at: '2026-11-20T00:00:00.000Z',
  user: 'tanaka',
  unit: '総務企画部',
  fate: 'sent',
  would: null,
  posting: posting(),
  taken: true,
  address: null,
  wantsReview: true,
  reviewed: null,
  editedAt: null,
  deletedAt: null,
  goneAt: null,
  corrections: [],
};
const policy = { users: [{ id: 'tanaka', name: '田中' }] };
const before = {
  byService: new Map<string, string>(),
  others: '2026-11-19T00:00:00.000Z',
  now: '',
};
const after = {
  byService: new Map([['bluesky', '2026-11-21T00:00:00.000Z']]),
  others: '',
  now: '2026-11-27T00:00:00.000Z',
};
const due = '2026-11-27T00:00:00.000Z';
const nobody = { by: null, at: null, note: null };
const reviewed = { at: '2026-11-21T00:00:00.000Z', by: 'sato', note: '' };

test.each([
  ['waits for a review', {}, before, { state: 'open', due, ...nobody }],
  ['is overdue by its service', {}, after, { state: 'overdue', due, ...nobody }],
  ['was reviewed, however late', { reviewed }, after, { state: 'reviewed', due, ...reviewed }],
  ['waits for nobody', { wantsReview: false }, after, { state: 'none', due: null, ...nobody }],
])('a posting %s', (_, changes, terms, expected) => {
  expect(shownPosting({ ...stored, ...changes }, policy, terms).review).toEqual(expected);
});

const order = {
  number: 1,
  at: '2026-11-21T00:00:00.000Z',
  by: 'sato',
  reason: '日付',
  due: '2026-11-26',
  dueAt: '2026-11-26T15:00:00.000Z',
  changed: false,
  done: null,
};
const done = { at: '2026-11-22T00:00:00.000Z', by: 'mori', word: '済' };
test.each([
  ['none', [], null],
  ['open until its day is over', [{ ...order, dueAt: '2026-11-27T15:00:00.000Z' }], 'open'],
  ['overdue from then on', [order], 'overdue'],
  ['done by an edit, also after its day', [{ ...order, changed: true }], 'done'],
  ['done by hand', [{ ...order, done }], 'done'],
  [
    'that of the last',
    [
      { ...order, done },
      { ...order, number: 2 },
    ],
    'overdue',
  ],
])('its order to correct is %s', (_, corrections, expected) => {
  expect(shownPosting({ ...stored, corrections }, policy, after).correction).toBe(expected);
});

test('it has the name of who posted, where the policy knows one', () => {
  const { who, attachments } = shownPosting(stored, policy, before);
  expect(who).toEqual({ user: 'tanaka', name: '田中', unit: '総務企画部' });
  expect(attachments).toBe(0);
  expect(shownPosting(stored, {}, before).who.name).toBeNull();
});
