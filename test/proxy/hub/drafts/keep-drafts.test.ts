import { expect, test } from 'vitest';
import { keepDrafts } from '../../../../proxy/hub/drafts/keep-drafts.ts';
import type { DraftUse, StoredDraft } from '../../../../proxy/hub/store/draft-store.ts';
import { openSqliteStore } from '../../../../proxy/hub/store/open-sqlite-store.ts';
import { temporaryFolder } from '../../../support/audit-records.ts';
import { draftEvent, storedDraft } from '../../../support/stored-draft.ts';

const now = Date.parse('2027-01-31T00:00:00.000Z');
const ago = (days: number) => new Date(now - days * 86_400_000).toISOString();

function draft(id: string, state: StoredDraft['state'], days: number, until: string | null = null) {
  const at = ago(days);
  return storedDraft(id, { at, state, events: [draftEvent('written', at, { until })] });
}

test('pictures go when a draft is closed, the draft when it is older than what is kept', async () => {
  await using folder = await temporaryFolder();
  await using store = await openSqliteStore(folder.path);
  const pictures = [{ digest: 'p', bytes: Uint8Array.of(1, 2) }];
  const all = [
    draft('open', 'open', 1),
    draft('forgotten', 'open', 61),
    draft('approved', 'approved', 3, ago(-1)),
    draft('ended', 'approved', 20, ago(10)),
    draft('withdrawn', 'withdrawn', 1),
    draft('used', 'approved', 3, ago(-1)),
    draft('old', 'withdrawn', 400),
    draft('old and open', 'open', 40),
  ];
  for (const each of all) await store.drafts.add(each, pictures);
  const use: DraftUse = {
    draft: 'used',
    version: 1,
    terminal: 't',
    decision: 'D',
    at: ago(1),
    taken: null,
  };
  const drafts = { ...store.drafts, uses: async () => [use] };
  await keepDrafts(drafts, { retention: { access: 'P1Y' } }, now);
  const kept = await store.drafts.kept(all.map(({ id }) => id));
  expect([...kept.keys()].toSorted()).toEqual(['approved', 'old and open', 'open']);
  const left = await store.drafts.list({});
  expect(left.map(({ id }) => id)).not.toContain('old');
  expect(left).toHaveLength(all.length - 1);
  await keepDrafts(drafts, {}, now);
  expect(await store.drafts.list({})).toHaveLength(all.length - 1);
});

test('however many there are, the oldest go', async () => {
  await using folder = await temporaryFolder();
  await using store = await openSqliteStore(folder.path);
  for (let n = 0; n < 1_100; n += 1) {
    await store.drafts.add(draft(`new ${n}`, 'open', 1), []);
  }
  await store.drafts.add(draft('old', 'withdrawn', 400), []);
  await keepDrafts(store.drafts, { retention: { access: 'P1Y' } }, now);
  expect(await store.drafts.byId('old')).toBeNull();
  expect(await store.drafts.byId('new 0')).not.toBeNull();
});
