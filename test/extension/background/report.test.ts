import { describe, expect, it } from 'vitest';
import {
  createReporter,
  type EarlyRefusal,
  refusalsSchema,
} from '../../../extension/background/report.ts';
import { keptInMemory } from '../../../extension/platform/kept-in-memory.ts';
import { until } from '../../support/until.ts';

function refusal(id: string, url = 'http://games.example/'): EarlyRefusal {
  return {
    decision: { action: 'block', reason: 'entry', rule: 'games/games.example', clause: null, id },
    at: '2027-01-05T00:00:00.000Z',
    url,
    method: 'GET',
    initiator: null,
    revision: 1,
    act: 'navigate',
  };
}

function reporterWith(
  answers: (boolean | 'never' | Error)[],
  kept = keptInMemory<EarlyRefusal[]>(),
) {
  const sent: string[][] = [];
  const later: { ms: number; then: () => void }[] = [];
  const reporter = createReporter({
    async send(batch) {
      sent.push(batch.map(({ decision }) => decision.id));
      const answer = answers.shift() ?? true;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    later: (ms, then) => later.push({ ms, then }),
    kept,
  });
  return { reporter, sent, later, kept };
}

describe('reports of early refusals', () => {
  it('go together after a moment, each once', async () => {
    const { reporter, sent, later } = reporterWith([]);
    reporter.add(refusal('a'));
    reporter.add(refusal('b'));
    expect(later).toHaveLength(1);
    expect(sent).toEqual([]);
    expect(await reporter.flush()).toBe(true);
    expect(await reporter.flush()).toBe(true);
    expect(sent).toEqual([['a', 'b']]);
  });

  it('wait where the link does not answer, and go again in order', async () => {
    const { reporter, sent } = reporterWith([false, new Error('gone')]);
    reporter.add(refusal('a'));
    expect(await reporter.flush()).toBe(false);
    reporter.add(refusal('b'));
    expect(reporter.waiting).toBe(2);
    expect(await reporter.flush()).toBe(true);
    expect(sent.at(-1)).toEqual(['a', 'b']);
    expect(reporter.waiting).toBe(0);
  });

  it('that the link will never take do not hold up the others', async () => {
    const { reporter, sent } = reporterWith(['never']);
    reporter.add(refusal('a'));
    await reporter.flush();
    reporter.add(refusal('b'));
    await reporter.flush();
    expect(sent).toEqual([['a'], ['b']]);
  });

  it('fit into the body that the link reads', async () => {
    const { reporter, sent } = reporterWith([]);
    const long = `http://games.example/${'x'.repeat(8000)}`;
    for (let i = 0; i < 12; i++) reporter.add(refusal(`long-${i}`, long));
    for (let i = 0; i < 500; i++) reporter.add(refusal(`short-${i}`));
    await reporter.flush();
    const ids = sent.flat();
    expect(new Set(ids).size).toBe(512);
    expect(ids).toHaveLength(512);
    expect(Math.max(...sent.map((batch) => batch.length))).toBeLessThanOrEqual(200);
    expect(sent[0]?.length).toBeLessThan(8);
  });

  it('go again by themselves, after longer and longer pauses, then when somebody wakes them', async () => {
    const { reporter, sent, later, kept } = reporterWith([false, false, false, false]);
    reporter.add(refusal('a'));
    for (const [tries, ms] of [300, 1000, 3000, 10_000].entries()) {
      await until(() => later.length === 1);
      const next = later.shift();
      expect(next?.ms).toBe(ms);
      next?.then();
      await until(() => sent.length === tries + 1);
    }
    await until(async () => (await kept.get()) !== null);
    reporter.add(refusal('b'));
    expect(later).toEqual([]);
    expect(await reporter.flush()).toBe(true);
    expect(sent.at(-1)).toEqual(['a', 'b']);
  });

  it('outlive the background while the link is away, and are forgotten when they are there', async () => {
    const kept = keptInMemory<EarlyRefusal[]>();
    const before = reporterWith([false, false], kept);
    before.reporter.add(refusal('a'));
    before.reporter.add(refusal('b'));
    await before.reporter.flush();
    expect(refusalsSchema.parse(await kept.get())).toHaveLength(2);
    const after = reporterWith([], kept);
    after.reporter.add(refusal('c'));
    expect(await after.reporter.flush()).toBe(true);
    expect(after.sent.flat()).toEqual(['a', 'b', 'c']);
    expect(await kept.get()).toBeNull();
  });

  it('wait in a bounded number, and are kept in a bounded size: the oldest go', async () => {
    const { reporter, kept } = reporterWith([false, false]);
    const long = `http://games.example/${'x'.repeat(8000)}`;
    for (let i = 0; i < 5_100; i++) reporter.add(refusal(`id-${i}`, long));
    await reporter.flush();
    expect(reporter.waiting).toBe(5_000);
    const held = (await kept.get()) ?? [];
    expect(JSON.stringify(held).length).toBeLessThan(2_100_000);
    expect(held.at(-1)?.decision.id).toBe('id-5099');
  });
});
