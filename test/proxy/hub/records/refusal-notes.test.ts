import { expect, test } from 'vitest';
import type { Change } from '../../../../proxy/hub/records/hub-audit.ts';
import { createRefusalNotes } from '../../../../proxy/hub/records/refusal-notes.ts';

test('each kind and place is recorded once a minute; ended sessions and conflicts are not', async () => {
  let time = 0;
  const changes: Change[] = [];
  const note = createRefusalNotes(
    async (change) => {
      changes.push(change);
    },
    () => time,
  );
  const call = { code: 'forbidden', actor: 'sato', route: 'GET /api/records' } as const;
  await note(call);
  await note(call);
  await note({ ...call, actor: 'mori' });
  await note({ ...call, route: 'GET /api/policy' });
  await note({ ...call, code: 'stale-base' });
  await note({ ...call, code: 'not-signed-in' });
  time = 60_000;
  await note(call);
  expect(changes.map(({ actor, subject, detail }) => [actor, subject, detail])).toEqual([
    ['sato', 'GET /api/records', 'forbidden'],
    ['mori', 'GET /api/records', 'forbidden'],
    ['sato', 'GET /api/policy', 'forbidden'],
    ['sato', 'GET /api/records', 'forbidden'],
  ]);
});
