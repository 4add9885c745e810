import { expect, test } from 'vitest';
import { startUpkeep } from '../../../proxy/hub/upkeep.ts';
import { createLog } from '../../../proxy/platform/log.ts';

test('a chore comes round again after a failure, never beside itself, and ends with the rest', async () => {
  const done: string[] = [];
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const chores = [
    {
      name: 'fails',
      everyMs: 1,
      work: async () => {
        done.push('fails');
        throw new Error('no');
      },
    },
    {
      name: 'slow',
      everyMs: 1,
      work: async () => {
        done.push('slow begins');
        await gate;
        done.push('slow ends');
      },
    },
  ];
  const upkeep = startUpkeep(chores, createLog('test', 'silent'));
  const count = (word: string) => done.filter((each) => each === word).length;
  await expect.poll(() => count('fails')).toBeGreaterThan(3);
  expect(count('slow begins')).toBe(1);
  const ended = upkeep[Symbol.asyncDispose]();
  open();
  await ended;
  expect(count('slow ends')).toBe(1);
});
