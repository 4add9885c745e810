import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHub, type TestHub } from '../../../support/start-hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(() => hub[Symbol.asyncDispose]());

test('the examples of the policy are read with what they come out as, changed, and kept to', async () => {
  const { administrator } = hub;
  const auditor = await hub.signedIn('aud', 'auditor');
  const before = await auditor.call('policyTests');
  expect(before.revision).toBe(1);
  expect(before.tests.length).toBeGreaterThan(5);
  expect(before.tests.every(({ passed }) => passed)).toBe(true);
  const unknown = before.tests.find(({ url }) => url === 'https://unknown.example/');
  expect(unknown).toMatchObject({ action: 'block', reason: 'default' });

  const open = { op: 'add-entries' as const, list: 'working', entries: ['unknown.example'] };
  const refused = administrator.call('publish', { base: 1, changes: [open], note: '開ける' });
  await expect(refused).rejects.toMatchObject({
    status: 422,
    body: {
      problems: [{ path: 'tests[4]', cure: expect.stringContaining('working/unknown.example') }],
    },
  });
  const added = [{ url: 'https://unknown.example/', expect: 'allow' as const, why: '業務' }];
  const mended = { op: 'change-tests' as const, added, removed: [unknown?.key ?? ''] };
  await administrator.call('publish', { base: 1, changes: [open, mended], note: '例も直す' });
  const after = await administrator.call('policyTests');
  expect(after.revision).toBe(2);
  expect(after.tests.at(-1)).toMatchObject({ ...added[0], passed: true, action: 'allow' });
});
