import { expect, test } from 'vitest';
import { createTurns } from '../../../../proxy/hub/records/turns.ts';

test('work of one name follows itself, also after a failure; other names do not wait', async () => {
  const inTurn = createTurns();
  const said: string[] = [];
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const work = (name: string, until?: Promise<void>) => async () => {
    said.push(`${name} begins`);
    await until;
    said.push(`${name} ends`);
    if (name === 'a1') throw new Error('a1');
    return name;
  };
  const first = inTurn('a', work('a1', gate));
  const second = inTurn('a', work('a2'));
  const other = inTurn('b', work('b1'));
  expect(await other).toBe('b1');
  expect(said).toEqual(['a1 begins', 'b1 begins', 'b1 ends']);
  open();
  await expect(first).rejects.toThrow('a1');
  expect(await second).toBe('a2');
  expect(said.slice(3)).toEqual(['a1 ends', 'a2 begins', 'a2 ends']);
});
