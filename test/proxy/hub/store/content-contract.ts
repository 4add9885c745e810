/** What every store must do with uploads and postings: one suite for all implementations. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PostingQuery, ReviewTerms } from '../../../../proxy/hub/store/content-stores.ts';
import { BadPlace } from '../../../../proxy/hub/store/record-page.ts';
import type { Store } from '../../../../proxy/hub/store/store.ts';
import type { AuditRecord } from '../../../../shared/audit/record.ts';
import type { UploadFilter } from '../../../../shared/protocol/uploads.ts';
import {
  acknowledgementOf,
  contentDecision,
  outcomeOf,
  posting,
  uploadSection,
} from '../../../support/content-records.ts';
import { arrived, daysBefore } from './store-samples.ts';

const terms: ReviewTerms = {
  byService: new Map([['x', '2026-11-23T00:00:00.000Z']]),
  others: '2026-11-22T12:00:00.000Z',
  now: '2026-11-24T00:00:00.000Z',
};
const query = (filter: Partial<PostingQuery> = {}): PostingQuery => ({
  services: null,
  terms,
  ...filter,
});

const sent = contentDecision(1, '2026-11-21T15:30:00.000Z', {
  postings: [posting(), posting({ act: 'reply', account: '@Yokote.Example', text: '100% 済' })],
});
const stopped = contentDecision(2, '2026-11-22T01:00:00.000Z', {
  action: 'block',
  reason: 'outside-hours',
  handling: 'refuse',
  who: { user: 'suzuki', unit: '教育委員会', identity: 'declared' },
  postings: [posting({ service: 'x', account: null, action: 'block', reason: 'outside-hours' })],
});
const wentOn = contentDecision(3, '2026-11-22T23:59:59.000Z', {
  action: 'warn',
  reason: 'upload-rule',
  rule: 'uploads/persons',
  upload: uploadSection(),
  postings: [posting({ service: 'x', action: 'warn' })],
});
const observed = contentDecision(4, '2026-11-23T09:00:00.000Z', {
  would: 'block',
  upload: uploadSection({ items: [] }),
  postings: [posting({ act: 'unknown-write', account: null, text: '', review: false })],
});
const clean = contentDecision(5, '2026-11-23T10:00:00.000Z', { upload: uploadSection() });
const lines: AuditRecord[] = [
  sent,
  outcomeOf(sent, {
    postings: [
      { taken: true, address: 'https://bsky.app/1' },
      { taken: false, address: null },
    ],
  }),
  stopped,
  acknowledgementOf(wentOn, '相手の依頼による'),
  wentOn,
  outcomeOf(wentOn, { at: '2026-11-23T00:00:01.000Z', postings: [{ taken: null, address: null }] }),
  observed,
  clean,
];
const all = lines.map((record, index) => arrived('t1', index + 1, record));

export function contentContract(name: string, open: () => Promise<Store>): void {
  describe(`uploads and postings on ${name}`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
      await store.records.ingest('t1', all.slice(0, 1));
      // The same again, with what follows: outcomes come later than their decisions.
      await store.records.ingest('t1', all.slice(0, 5));
      await store.records.ingest('t1', all);
    });
    afterAll(() => store[Symbol.asyncDispose]());

    const newestFirst = ['t1-7-0', 't1-5-0', 't1-3-0', 't1-1-1', 't1-1-0'];

    test('each posting lies there once, newest first, with what became of it', async () => {
      const { postings, next } = await store.postings.page(query(), null, 100);
      expect(postings.map(({ id }) => id)).toEqual(newestFirst);
      expect(next).toBeNull();
      expect(postings.map(({ fate }) => fate)).toEqual(['sent', 'sent', 'stopped', 'sent', 'sent']);
      expect(postings.map(({ taken }) => taken)).toEqual([null, null, null, false, true]);
      expect(postings.at(-1)).toMatchObject({
        decision: sent.id,
        posting: posting(),
        address: 'https://bsky.app/1',
        wantsReview: true,
        reviewed: null,
      });
      expect(await store.postings.byId('t1-1-1')).toEqual(postings[3]);
      expect(await store.postings.byId('t1-1-9')).toBeNull();
      expect(await store.postings.byId('x')).toBeNull();
    });

    test.each([1, 2, 3, 5])('gives the same in pages of %i', async (size) => {
      const seen: string[] = [];
      let before: string | null = null;
      do {
        const page = await store.postings.page(query(), before, size);
        seen.push(...page.postings.map(({ id }) => id));
        before = page.next;
      } while (before !== null);
      expect(seen).toEqual(newestFirst);
    });

    const filters: [string, Partial<PostingQuery>, string[]][] = [
      ['a service', { service: 'x' }, ['t1-5-0', 't1-3-0']],
      ['no service of one’s own', { services: [] }, []],
      ['one service of one’s own', { services: ['x'] }, ['t1-5-0', 't1-3-0']],
      ['services of one’s own', { services: ['x', 'bluesky'] }, newestFirst],
      ['another’s service', { services: ['x'], service: 'bluesky' }, []],
      [
        'an account in any spelling',
        { account: '@YOKOTE.example' },
        ['t1-5-0', 't1-1-1', 't1-1-0'],
      ],
      ['a poster', { user: 'suzuki' }, ['t1-3-0']],
      ['an act', { act: 'reply' }, ['t1-1-1']],
      ['words, where a wildcard is a letter', { text: '100%' }, ['t1-1-1']],
      ['words of the poster', { text: 'SUZUKI' }, ['t1-3-0']],
      ['since', { since: '2026-11-23T00:00:00Z' }, ['t1-7-0']],
      ['until, which is not included', { until: '2026-11-22T01:00:00Z' }, ['t1-1-1', 't1-1-0']],
      ['those that left', { state: 'sent' }, ['t1-7-0', 't1-5-0', 't1-1-1', 't1-1-0']],
      ['those that were blocked', { state: 'stopped' }, ['t1-3-0']],
      ['those that were warned of', { state: 'warned' }, ['t1-5-0']],
      ['writes of an unknown kind', { state: 'unknown-write' }, ['t1-7-0']],
      ['those to look at, not what the service refused', { state: 'open' }, ['t1-5-0', 't1-1-0']],
      ['those that are overdue, by their service', { state: 'overdue' }, ['t1-5-0', 't1-1-0']],
    ];
    test.each(filters)('filters by %s', async (_, filter, expected) => {
      const { postings } = await store.postings.page(query(filter), null, 100);
      expect(postings.map(({ id }) => id)).toEqual(expected);
      const walked: string[] = [];
      for await (const rows of store.postings.walk(query(filter))) {
        walked.push(...rows.map(({ id }) => id));
      }
      expect(walked).toEqual(expected);
    });

    test('counts by day in Japan, and what waits for a review', async () => {
      const span = { since: '2026-11-22', until: '2026-11-23' };
      expect(await store.postings.days({ ...span, services: null })).toEqual([
        { day: '2026-11-22', service: 'bluesky', fate: 'sent', count: 2 },
        { day: '2026-11-22', service: 'x', fate: 'stopped', count: 1 },
        { day: '2026-11-23', service: 'bluesky', fate: 'sent', count: 1 },
        { day: '2026-11-23', service: 'x', fate: 'sent', count: 1 },
      ]);
      expect(await store.postings.days({ ...span, services: ['x'] })).toHaveLength(2);
      expect(await store.postings.countOpen(null, terms)).toEqual({
        open: 2,
        overdue: 2,
        disaster: 0,
      });
      expect(await store.postings.countOpen(['x'], terms)).toEqual({
        open: 1,
        overdue: 1,
        disaster: 0,
      });
      const later = { byService: new Map(), others: '2026-11-22T12:00:00.000Z', now: '' };
      expect(await store.postings.countOpen(null, later)).toEqual({
        open: 2,
        overdue: 1,
        disaster: 0,
      });
      expect(await store.postings.countOpen([], terms)).toEqual({
        open: 0,
        overdue: 0,
        disaster: 0,
      });
      expect(await store.postings.services()).toEqual(['bluesky', 'x']);
    });

    test('a posting is reviewed once; its record comes with it, and arriving again keeps it', async () => {
      const review = (by: string) =>
        store.postings.review(
          't1-1-0',
          { at: '2026-11-24T00:00:00.000Z', by, note: `${by}の確認` },
          [{ id: `left-${by}`, json: '{}' }],
        );
      const both = await Promise.all([review('sato'), review('mori')]);
      const first = { at: '2026-11-24T00:00:00.000Z', by: 'sato', note: 'satoの確認' };
      expect(both).toEqual(['done', first]);
      expect((await store.leftChanges.list()).map(({ id }) => id)).toEqual(['left-sato']);
      await store.leftChanges.remove('left-sato');
      const again = { at: '', by: 'x', note: '' };
      expect(await store.postings.review('t1-3-0', again)).toBe('not-open');
      expect(await store.postings.review('t1-1-1', again)).toBe('not-open');
      expect(await store.postings.review('t1-9-0', again)).toBe('missing');
      await store.records.ingest('t1', all);
      expect((await store.postings.byId('t1-1-0'))?.reviewed).toEqual(first);
      const reviewed = await store.postings.page(query({ state: 'reviewed' }), null, 10);
      expect(reviewed.postings.map(({ id }) => id)).toEqual(['t1-1-0']);
    });

    const uploads: [string, UploadFilter, string[]][] = [
      ['nothing', {}, [observed.id, wentOn.id]],
      ['a kind of finding', { kind: 'bulk-personal-data' }, [wentOn.id]],
      ['a kind that nothing has', { kind: 'payment-card' }, []],
      ['the rule', { rule: 'uploads/persons' }, [wentOn.id]],
      ['a block, also one that would have been', { action: 'block' }, [observed.id]],
      ['a warning', { action: 'warn' }, [wentOn.id]],
      ['a user', { user: 'nobody' }, []],
      ['a host', { host: 'bsky.social' }, [observed.id, wentOn.id]],
      ['words', { text: 'PERSONS' }, [wentOn.id]],
      ['since', { since: '2026-11-23T00:00:00Z' }, [observed.id]],
    ];
    test.each(uploads)(
      'finds uploads that were not plainly allowed by %s',
      async (_, filter, ids) => {
        const { uploads } = await store.uploads.page(filter, null, 10);
        expect(uploads.map(({ record }) => record.id)).toEqual(ids);
        const [first] = (await store.uploads.page(filter, null, 1)).uploads;
        expect(first?.record.id).toBe(ids[0]);
      },
    );

    test('finds what belongs to a decision, also on the day after', async () => {
      const { uploads } = await store.uploads.page({}, null, 10);
      const related = await store.uploads.related(uploads);
      const found = related('t1', wentOn.id);
      expect(found.acknowledged?.detail).toBe('相手の依頼による');
      expect(found.outcome?.at).toBe('2026-11-23T00:00:01.000Z');
      const nothing = { acknowledged: null, copied: null, outcome: null };
      expect(related('t1', observed.id)).toEqual(nothing);
      expect(related('t2', wentOn.id)).toEqual(nothing);
      expect(await store.uploads.countSince('2026-11-23T00:00:00.000Z')).toBe(1);
      expect(await store.uploads.decision('t1', 5, wentOn.at)).toEqual(wentOn);
      expect(await store.uploads.decision('t1', 2, sent.at)).toBeNull();
      expect(await store.uploads.decision('t1', 5, '2026-01-01T00:00:00.000Z')).toBeNull();
    });

    test('refuses a place that no page gave', async () => {
      await expect(store.postings.page(query(), 'x', 1)).rejects.toThrow(BadPlace);
      await expect(store.uploads.page({}, 'x', 1)).rejects.toThrow(BadPlace);
    });

    test('postings go with their day, and no earlier', async () => {
      await store.records.dropDaysBefore(daysBefore('2026-11-22'));
      const { postings } = await store.postings.page(query(), null, 100);
      expect(postings.map(({ id }) => id)).toEqual(['t1-7-0', 't1-5-0', 't1-3-0']);
    });
  });
}
