import { expect, test } from 'vitest';
import type { Draft } from '../../../../proxy/hub/policy/make-draft.ts';
import { rememberDrafts } from '../../../../proxy/hub/policy/remember-draft.ts';
import type { Change } from '../../../../shared/protocol/policy-change.ts';

const changes = (entry: string): Change[] => [{ op: 'add-entries', list: 'l', entries: [entry] }];

function remembering(fails = false) {
  const made: string[] = [];
  const draft = rememberDrafts(async (revision, wished) => {
    made.push(`${revision} ${JSON.stringify(wished)}`);
    if (fails) throw new Error('the thread has ended');
    return { yaml: `${made.length}` } as Draft;
  });
  return { made, draft };
}

test('the same changes on the same revision are worked through once', async () => {
  const { made, draft } = remembering();
  const both = await Promise.all([draft(1, changes('a')), draft(1, changes('a'))]);
  expect(both[0]).toBe(both[1]);
  expect(made).toHaveLength(1);
});

test('another revision, or another change, is another draft', async () => {
  const { made, draft } = remembering();
  await draft(1, changes('a'));
  await draft(2, changes('a'));
  await draft(1, changes('b'));
  expect(made).toHaveLength(3);
});

test('a few are kept, the oldest goes', async () => {
  const { made, draft } = remembering();
  for (const entry of ['a', 'b', 'c', 'd', 'd', 'b', 'a']) await draft(1, changes(entry));
  expect(made).toHaveLength(5);
});

test('a failure is tried again', async () => {
  const { made, draft } = remembering(true);
  await expect(draft(1, changes('a'))).rejects.toThrow();
  await expect(draft(1, changes('a'))).rejects.toThrow();
  expect(made).toHaveLength(2);
});

test('a draft that was looked at more closely serves whoever wants less, not the other way round', async () => {
  const { made, draft } = remembering();
  await draft(1, changes('a'));
  const close = await draft(1, changes('a'), ['www.example.jp']);
  expect(made).toHaveLength(2);
  expect(await draft(1, changes('a'))).toBe(close);
  expect(made).toHaveLength(2);
});
