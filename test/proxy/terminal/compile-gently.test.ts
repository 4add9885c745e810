import { expect, test } from 'vitest';
import { compileGently } from '../../../proxy/terminal/compile-gently.ts';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { compilePolicy } from '../../../shared/policy/compile.ts';
import { explainDestination } from '../../../shared/policy/explain-destination.ts';
import { smallPolicy } from '../../support/small-policy.ts';

const entries = Array.from({ length: 1000 }, (_, i) => `.host${i}.example.jp`);
const list = { id: 'l', title: 'L', action: 'allow' as const, owner: 'o', reason: 'r' };
const policy = smallPolicy({
  destinations: { default: 'block', lists: [{ ...list, entries }] },
});

test('decides as a policy that is compiled at once', async () => {
  const [gently, atOnce] = [await compileGently(policy), compilePolicy(policy)];
  expect(gently.entries.size).toBe(1000);
  for (const host of ['host0.example.jp', 'host999.example.jp', 'host1000.example.jp']) {
    const parsed = parseDestination(`https://${host}/`);
    if (!parsed.ok) throw new Error(parsed.problem);
    const request = {
      destination: parsed.destination,
      user: null,
      unit: null,
      terminal: null,
      at: 0,
    };
    expect(explainDestination(gently, request, 1)).toEqual(explainDestination(atOnce, request, 1));
  }
});

test('lets others have their turn in between', async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 0);
  const others = () => {
    turns++;
    pending = setImmediate(others);
  };
  let pending = setImmediate(others);
  await compileGently(policy);
  clearInterval(timer);
  clearImmediate(pending);
  expect(turns).toBeGreaterThanOrEqual(4);
});

test('a policy that nobody checked is an error', async () => {
  const lists = [{ ...list, entries: ['*.jp'] }];
  const wrong = smallPolicy({ destinations: { default: 'block', lists } });
  await expect(compileGently(wrong)).rejects.toThrow(/\*\.jp/);
});
