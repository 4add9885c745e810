import { expect, test } from 'vitest';
import { publishFirst, starterFile } from '../../../../proxy/hub/policy/publish-first.ts';
import type { Change } from '../../../../proxy/hub/records/hub-audit.ts';
import type { Revision } from '../../../../proxy/hub/store/store.ts';
import { policyOf } from './example-policy.ts';

test('the starter policy becomes revision 1, once, and that is recorded', async () => {
  const added: Revision[] = [];
  const changes: Change[] = [];
  const revisions = {
    current: async () => added.at(-1) ?? null,
    add: async (revision: Revision) => {
      added.push(revision);
      return 'added' as const;
    },
  };
  const options = {
    store: { revisions: revisions as never },
    file: starterFile,
    ports: { hub: 8601, link: 3129 },
    record: async (change: Change) => {
      changes.push(change);
    },
    now: Date.parse('2026-11-23T00:00:00Z'),
  };
  await publishFirst(options);
  await publishFirst(options);
  expect(added.map(({ revision, by }) => [revision, by])).toEqual([[1, 'hub']]);
  expect(policyOf(added[0]?.yaml ?? '').zones.open).toEqual(['127.0.0.1:8601']);
  expect(changes).toEqual([expect.objectContaining({ act: 'policy-published', actor: 'hub' })]);
});
