import { describe, expect, it } from 'vitest';
import { watchPolicy } from '../../../proxy/terminal/watch-policy.ts';
import type { SignedBundle } from '../../../shared/policy/bundle.ts';
import { memoryLog } from '../../support/audit-records.ts';

/** Bundles go by the text of their manifest here. */
const bundle = (manifest: string) => ({ manifest }) as SignedBundle;

function setUp(
  answers: (SignedBundle | null | Error)[],
  taken: ('applied' | 'same' | 'refused')[] = [],
) {
  const asked: (number | null)[] = [];
  const offered: string[] = [];
  const policy = {
    revision: null as number | null,
    fresh: null,
    completeFeeds: async () => {},
    async offer({ manifest }: SignedBundle) {
      offered.push(manifest);
      policy.revision = (policy.revision ?? 0) + 1;
      return taken.shift() ?? 'applied';
    },
  };
  const hub = {
    async bundle(have: number | null, _: string | null, __: number, signal: AbortSignal) {
      asked.push(have);
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      if (answer !== undefined) return answer;
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      throw new Error('aborted');
    },
  };
  const start = (leastBetween = 0) =>
    watchPolicy({
      hub,
      policy,
      log: memoryLog().log,
      backoff: { first: 1, most: 2 },
      leastBetween,
    });
  return { asked, offered, start };
}

describe('watchPolicy', () => {
  it('offers each bundle and asks for what is newer', async () => {
    const { start, asked, offered } = setUp([bundle('a'), bundle('b')]);
    await using _ = start();
    await expect.poll(() => asked).toEqual([null, 1, 2]);
    expect(offered).toEqual(['a', 'b']);
  });

  it('asks again after failures, after nothing, and after what was refused', async () => {
    const { start, asked } = setUp(
      [new Error('no hub'), null, new Error('no hub'), bundle('bad'), bundle('good')],
      ['refused', 'applied'],
    );
    await using _ = start();
    await expect.poll(() => asked.length).toBe(6);
  });

  it('does not flood a hub that does not hold the call', async () => {
    const { start, asked } = setUp([null, null, null], []);
    const watching = start(3_600_000);
    await expect.poll(() => asked.length).toBe(1);
    await watching[Symbol.asyncDispose]();
    expect(asked).toHaveLength(1);
  });

  it('ends while the hub holds the call', async () => {
    const { start, asked } = setUp([]);
    const watching = start();
    await expect.poll(() => asked.length).toBe(1);
    await watching[Symbol.asyncDispose]();
  });
});
