import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { createDraftThread } from '../../../../proxy/hub/policy/draft-thread.ts';
import { makeDraft } from '../../../../proxy/hub/policy/make-draft.ts';
import type { Change } from '../../../../shared/protocol/policy-change.ts';
import { exampleYaml, policyOf } from './example-policy.ts';

const base = { yaml: exampleYaml, policy: policyOf(exampleYaml) };
const wish = (entry: string) => {
  const changes: Change[] = [{ op: 'add-entries', list: 'stopped', entries: [entry] }];
  return { base, changes, ports: { hub: 8600, link: 3129 }, now: 0 };
};

test('says what is said in place, to each who asks', async () => {
  await using thread = createDraftThread();
  const wishes = ['a.example', '*.b', 'c.example'].map(wish);
  expect(await Promise.all(wishes.map(thread.draft))).toEqual(wishes.map(makeDraft));
});

test('a wish that cannot be worked on is an error, and the next one is answered', async () => {
  await using thread = createDraftThread();
  await expect(thread.draft({ ...wish('a'), base: null as never })).rejects.toThrow(/null/);
  expect((await thread.draft(wish('a.example'))).policy).not.toBeNull();
});

test('where the thread dies, those who wait are told, and the next wish starts it anew', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'sekisho-thread-'));
  try {
    const script = path.join(folder, 'dies.mjs');
    await writeFile(
      script,
      `import { parentPort } from 'node:worker_threads';
       parentPort.on('message', ({ id, wish }) =>
         wish.now === 0 ? process.exit(3) : parentPort.postMessage({ id, draft: 'made' }));`,
    );
    await using thread = createDraftThread(pathToFileURL(script));
    await expect(thread.draft(wish('a'))).rejects.toThrow(/has ended/);
    expect(await thread.draft({ ...wish('a'), now: 1 })).toBe('made');
  } finally {
    await rm(folder, { recursive: true });
  }
});
