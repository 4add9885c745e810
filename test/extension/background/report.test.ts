import { describe, expect, it } from 'vitest';
import { createReporter, type EarlyRefusal } from '../../../extension/background/report.ts';

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

function reporterWith(answers: (boolean | 'never' | Error)[]) {
  const sent: string[][] = [];
  const later: (() => void)[] = [];
  const reporter = createReporter({
    async send(batch) {
      sent.push(batch.map(({ decision }) => decision.id));
      const answer = answers.shift() ?? true;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    soon: (flush) => later.push(flush),
  });
  return { reporter, sent, later };
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
});
