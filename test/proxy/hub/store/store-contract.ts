/** What every store must do: one suite for all implementations. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BadPlace } from '../../../../proxy/hub/store/record-page.ts';
import type { RequestAnswer, Store } from '../../../../proxy/hub/store/store.ts';
import type { AuditRecord } from '../../../../shared/audit/record.ts';
import type { AccessRequest } from '../../../../shared/protocol/link.ts';
import type { RecordFilter, RecordRow } from '../../../../shared/protocol/record-filter.ts';
import { account, arrived, daysBefore, decision } from './store-samples.ts';

const at = '2026-11-23T00:00:00.000Z';
const later = '2026-11-23T01:00:00.000Z';

const request: AccessRequest = {
  id: 'r1',
  at,
  decision: 'D',
  url: 'https://example.jp/',
  page: null,
  reason: '業務',
  user: 'tanaka',
  unit: null,
  terminal: 't1',
  state: 'open',
  answer: null,
};

export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`the store on ${name}`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store[Symbol.asyncDispose]());

    test('keeps the last administrator', async () => {
      expect(await store.accounts.hasAdministrator()).toBe(false);
      expect(await store.accounts.create(account('sato'))).toBe(true);
      expect(await store.accounts.create(account('sato'))).toBe(false);
      expect(await store.accounts.change('sato', { disabled: true })).toBe('last-administrator');
      expect(await store.accounts.change('sato', { role: 'auditor' })).toBe('last-administrator');
      await store.accounts.create(account('new', { password: null }));
      expect(await store.accounts.change('sato', { disabled: true })).toBe('last-administrator');
      await store.accounts.create(account('mori'));
      expect(await store.accounts.change('mori', { disabled: true })).toBe('changed');
      expect(await store.accounts.change('nobody', { name: 'x' })).toBe('missing');
      expect(await store.accounts.byId('mori')).toEqual(account('mori', { disabled: true }));
    });

    test('disabling and a new password end sessions and links', async () => {
      await store.accounts.create(account('abe', { role: 'staff' }));
      for (const end of ['disable', 'password']) {
        await store.sessions.create({ hash: `s-${end}`, account: 'abe', created: at, seen: at });
        const link = {
          hash: `l-${end}`,
          purpose: 'password' as const,
          account: 'abe',
          expires: later,
        };
        await store.links.create(link);
        expect(await store.links.byHash(link.hash, at)).toEqual(link);
        if (end === 'disable') await store.accounts.change('abe', { disabled: true });
        else await store.accounts.setPassword('abe', 'other');
        expect(await store.sessions.byHash(`s-${end}`)).toBeNull();
        expect(await store.links.byHash(link.hash, at)).toBeNull();
      }
    });

    test('a link works once, before it expires, and a newer one ends it', async () => {
      await store.accounts.create(account('ito', { role: 'staff', password: null }));
      const link = { purpose: 'password' as const, account: 'ito', expires: later };
      await store.links.create({ ...link, hash: 'older' });
      await store.links.create({ ...link, hash: 'newer' });
      expect(await store.links.setPassword('older', at, 'x')).toBeNull();
      expect(await store.links.setPassword('newer', later, 'x')).toBeNull();
      const uses = await Promise.all([1, 2].map(() => store.links.setPassword('newer', at, 'x')));
      expect(uses.filter((used) => used !== null)).toHaveLength(1);
    });

    test('a link for the first administrator does nothing once there is one', async () => {
      const link = { hash: 'f', purpose: 'first-administrator' as const, account: null };
      await store.links.create({ ...link, expires: later });
      expect(await store.links.makeFirstAdministrator('f', at, account('late'))).toBe(false);
    });

    test('sessions are found, kept awake and swept', async () => {
      await store.sessions.create({ hash: 'h', account: 'sato', created: at, seen: at });
      await store.sessions.touch('h', later);
      expect((await store.sessions.byHash('h'))?.seen).toBe(later);
      await store.sessions.dropBefore(later);
      expect(await store.sessions.byHash('h')).toBeNull();
    });

    test('a revision number is given once', async () => {
      const revision = { revision: 1, published: at, by: 'sato', note: 'first', yaml: 'a: 1 # 注' };
      expect(await store.revisions.add(revision)).toBe('added');
      const two = { ...revision, revision: 2 };
      const both = await Promise.all([store.revisions.add(two), store.revisions.add(two)]);
      expect(both.sort()).toEqual(['added', 'taken']);
      expect(await store.revisions.byNumber(1)).toEqual({
        ...{ ...revision, proposal: null, signatures: [] },
      });
      expect((await store.revisions.current())?.revision).toBe(2);
      expect((await store.revisions.list()).map(({ revision }) => revision)).toEqual([2, 1]);
    });

    test('a request is answered once, together with its revision', async () => {
      await store.requests.add(request);
      await store.requests.add({ ...request, id: 'r2', user: 'suzuki', terminal: 't2' });
      expect(await store.requests.countOpen()).toBe(2);
      const answer = {
        request: 'r1',
        state: 'granted' as const,
        at: later,
        by: 'sato',
        word: null,
        until: null,
      };
      const revision = { revision: 3, published: at, by: 'sato', note: 'r1', yaml: '' };
      expect(await store.revisions.add(revision, answer)).toBe('added');
      expect(await store.revisions.add({ ...revision, revision: 4 }, answer)).toBe('answered');
      expect(await store.requests.answer({ ...answer, state: 'declined' })).toBe(false);
      expect((await store.requests.byId('r1'))?.answer?.by).toBe('sato');
      expect(await store.requests.list({ user: 'tanaka' })).toHaveLength(1);
      expect(await store.requests.list({ terminal: 't2', state: 'open' })).toHaveLength(1);
      expect(await store.requests.list({ since: later })).toEqual([]);
    });

    test('a terminal is known by its token and tells its state', async () => {
      await store.terminals.create({ id: 't1', name: '端末1', joined: at, tokenHash: 'th' });
      const state = { revision: 2, version: '0.1.0', waiting: 0, people: ['tanaka'] };
      await store.terminals.seen('t1', later, state);
      const expected = { id: 't1', name: '端末1', joined: at, lastSeen: later, ...state };
      expect(await store.terminals.byToken('th')).toEqual(expected);
      expect(await store.terminals.list()).toEqual([expected]);
      expect(await store.terminals.byToken('other')).toBeNull();
    });

    test('changes that were left are taken in the order of their making', async () => {
      await store.leftChanges.leave({ id: 'b', json: '2' });
      await store.leftChanges.leave({ id: 'a', json: '1' });
      expect((await store.leftChanges.list()).map(({ id }) => id)).toEqual(['b', 'a']);
      await store.leftChanges.remove('b');
      await store.leftChanges.remove('a');
      expect(await store.leftChanges.list()).toEqual([]);
    });

    test('a change leaves its record, and none where nothing was changed', async () => {
      const left = (id: string) => [{ id, json: id }];
      const time = '2026-11-23T00:00:00.000Z';
      const revision = { revision: 900, published: time, by: 'x', note: '', yaml: '' };
      await store.accounts.create(account('left'), left('made'));
      await store.accounts.create(account('left'), left('made-again'));
      await store.accounts.change('left', { name: 'n' }, left('changed'));
      await store.accounts.change('nobody', { name: 'n' }, left('changed-nobody'));
      await store.accounts.setPassword('left', 'p', left('password'));
      await store.links.setPassword('no-link', time, 'p', left('no-link'));
      await store.links.makeFirstAdministrator('no-link', time, account('l'), left('no-first'));
      await store.revisions.add(revision, undefined, left('published'));
      await store.revisions.add(revision, undefined, left('published-again'));
      const answer = {
        request: 'none',
        state: 'declined',
        at: time,
        by: 'x',
        word: '',
        until: null,
      };
      await store.requests.answer(answer as RequestAnswer, left('declined'));
      const found = await store.leftChanges.list();
      expect(found.map(({ id }) => id)).toEqual(['made', 'changed', 'password', 'published']);
      for (const { id } of found) await store.leftChanges.remove(id);
    });

    describe('records', () => {
      const times = [
        '2026-11-21T23:59:59.999Z',
        '2026-11-22T10:00:00.000Z',
        '2026-11-22T10:00:00.000Z',
        '2026-11-23T00:00:00.000Z',
        '2026-11-23T09:00:00.000Z',
      ];
      beforeAll(async () => {
        const one = times.map((time, index) =>
          arrived('t1', index + 1, decision({ at: time, host: index < 3 ? 'a.jp' : 'b.jp' })),
        );
        await store.records.ingest('t1', one);
        await store.records.ingest('t1', one.slice(1, 3));
        await store.records.ingest('t1', one.slice(3));
        const two = decision({ at: times[1] ?? '', user: 'suzuki', host: 'a.jp', action: 'allow' });
        const change: AuditRecord = {
          v: 1,
          type: 'change',
          id: 'C',
          at: '2026-11-23T09:00:00.000Z',
          act: 'sign-in',
          actor: 'sato',
          subject: null,
          detail: '100% 済',
          decision: null,
        };
        await store.records.ingest('t2', [arrived('t2', 1, two), arrived('t2', 2, change)]);
      });

      const place = ({ terminal, seq }: RecordRow) => `${terminal}/${seq}`;
      const newestFirst = ['t2/2', 't1/5', 't1/4', 't2/1', 't1/3', 't1/2', 't1/1'];

      test('lie there once each, newest first over all days', async () => {
        const { records, next } = await store.records.page({}, null, 100);
        expect(records.map(place)).toEqual(newestFirst);
        expect(next).toBeNull();
        expect(await store.records.cursor('t1')).toEqual({ seq: 5, hash: 't1-5' });
        expect(await store.records.cursor('t9')).toEqual({ seq: 0, hash: '0'.repeat(64) });
        expect(await store.records.hashOf('t1', 2, times[1] ?? '')).toBe('t1-2');
        expect(await store.records.hashOf('t1', 9, times[1] ?? '')).toBeNull();
      });

      test.each([1, 2, 3, 7])('give the same in pages of %i', async (size) => {
        const seen: string[] = [];
        let before: string | null = null;
        do {
          const page = await store.records.page({}, before, size);
          seen.push(...page.records.map(place));
          before = page.next;
        } while (before !== null);
        expect(seen).toEqual(newestFirst);
      });

      test('refuse a place that no page gave', async () => {
        await expect(store.records.page({}, 'x', 1)).rejects.toThrow(BadPlace);
      });

      const filters: [string, RecordFilter, string[]][] = [
        ['by type', { type: 'change' }, ['t2/2']],
        ['by action', { action: 'allow' }, ['t2/1']],
        ['by user', { user: 'suzuki' }, ['t2/1']],
        ['by actor', { user: 'sato' }, ['t2/2']],
        ['by unit and host', { unit: '総務企画部', host: 'b.jp' }, ['t1/5', 't1/4']],
        ['by terminal', { terminal: 't2' }, ['t2/2', 't2/1']],
        ['by act', { act: 'sign-in' }, ['t2/2']],
        ['by id', { id: 'C' }, ['t2/2']],
        ['by reason', { reason: 'entry' }, []],
        ['by since', { since: '2026-11-23T00:00:00Z' }, ['t2/2', 't1/5', 't1/4']],
        ['by until, which is not included', { until: '2026-11-22T10:00:00Z' }, ['t1/1']],
        ['by words in the path', { text: 'B.jp/A_B' }, ['t1/5', 't1/4']],
        ['by words, where a wildcard is a letter', { text: '%' }, ['t2/2']],
        ['by words, where an underscore is a letter', { text: 'a_j' }, []],
      ];
      test.each(filters)('are filtered %s', async (_, filter, expected) => {
        const { records } = await store.records.page(filter, null, 100);
        expect(records.map(place)).toEqual(expected);
        const walked: string[] = [];
        for await (const portion of store.records.walk(filter)) {
          walked.push(...portion.map(place));
        }
        expect(walked.toReversed()).toEqual(expected);
      });

      test('are counted by hour, and by host with its users', async () => {
        const { hours, refused } = await store.records.summary('2026-11-22T00:00:00.000Z');
        const sum = (action: string) =>
          hours.filter((each) => each.action === action).reduce((all, { count }) => all + count, 0);
        expect([sum('allow'), sum('block')]).toEqual([1, 4]);
        expect(refused).toContainEqual({ host: 'a.jp', count: 2, users: 1 });
      });

      test('go by whole days', async () => {
        expect(await store.records.dropDaysBefore(daysBefore('2026-11-22'))).toEqual([
          '2026-11-21',
        ]);
        const { records } = await store.records.page({}, null, 100);
        expect(records.map(place)).toEqual(newestFirst.slice(0, -1));
      });
    });
  });
}
