import { expect, test } from 'vitest';
import { openSqliteStore } from '../../../../proxy/hub/store/open-sqlite-store.ts';
import { temporaryFolder } from '../../../support/audit-records.ts';
import { draftEvent, storedDraft } from '../../../support/stored-draft.ts';

test('a walk meets each draft once that was written or touched in that time', async () => {
  await using folder = await temporaryFolder();
  await using store = await openSqliteStore(folder.path);
  const told = (id: string, at: string, touched = at) =>
    storedDraft(id, { at, events: [draftEvent('written', at), draftEvent('revised', touched)] });
  const many = Array.from({ length: 450 }, (_, n) => told(`M${n}`, '2026-11-02T00:00:00.000Z'));
  for (const draft of many) await store.drafts.add(draft, []);
  await store.drafts.add(told('before', '2026-10-02T00:00:00.000Z'), []);
  const late = told('late', '2026-10-02T00:00:00.000Z', '2026-11-30T00:00:00.000Z');
  await store.drafts.add(late, []);
  await store.drafts.add(told('after', '2026-12-01T00:00:00.000Z'), []);
  const met: string[] = [];
  const span = { since: '2026-11-01T00:00:00.000Z', until: '2026-12-01T00:00:00.000Z' };
  for await (const rows of store.drafts.walk(span)) met.push(...rows.map(({ id }) => id));
  expect(met).toHaveLength(451);
  expect(new Set(met)).toEqual(new Set([...many.map(({ id }) => id), 'late']));
});
