import { describe, expect, test } from 'vitest';
import type { GuardAnswer, GuardAsk } from '../../../extension/guard/channel.ts';
import { type Content, createInquiry } from '../../../extension/guard/inquiry.ts';
import type { Action } from '../../../shared/policy/decision.ts';
import { contents, decided, inquiryWorld } from '../../support/inquiry-world.ts';

const places = (chosen: readonly { index: number }[]) => chosen.map(({ index }) => index);

const byName = (actions: readonly Action[]) => (ask: GuardAsk) => {
  if (ask.ask === 'inspect') return decided(ask.key, actions[ask.key] ?? 'block');
  const message = null;
  const decision = 'decision' in ask ? ask.decision : '';
  return { tell: 'acknowledged', decision, message } as const;
};

describe('what may go', () => {
  test('all of it, and nobody is asked', async () => {
    const { inquiry, shown } = inquiryWorld({ answers: byName(['allow', 'allow']) });
    expect(places(await inquiry.ask(contents('a', 'b')))).toEqual([0, 1]);
    expect(shown).toEqual([]);
  });

  test('the rest alone, in order, where the person wants that', async () => {
    const { inquiry, shown } = inquiryWorld({
      answers: byName(['allow', 'block', 'allow']),
      person: async () => true,
    });
    expect(places(await inquiry.ask(contents('a', 'b', 'c')))).toEqual([0, 2]);
    expect(shown[0]?.blocked.map(({ name }) => name)).toEqual(['b']);
  });

  test('what is warned of, with a reason, in its place among the others', async () => {
    const { inquiry, asked } = inquiryWorld({
      answers: byName(['warn', 'allow', 'warn']),
      person: async (_, record) => (await record('理由')) === null,
    });
    expect(places(await inquiry.ask(contents('a', 'b', 'c')))).toEqual([0, 1, 2]);
    expect(asked.filter(({ ask }) => ask === 'acknowledge')).toEqual([
      { ask: 'acknowledge', decision: 'D0', reason: '理由' },
      { ask: 'acknowledge', decision: 'D2', reason: '理由' },
    ]);
  });

  test('all of it, where nobody looks at uploads', async () => {
    const { inquiry } = inquiryWorld({
      answers: (ask) => ({ tell: 'unguarded', key: 'key' in ask ? ask.key : 0 }),
    });
    expect(places(await inquiry.ask(contents('a')))).toEqual([0]);
  });
});

test('of thousands a few are asked about at once', async () => {
  let running = 0;
  let most = 0;
  const { inquiry, asked } = inquiryWorld({
    answers(ask) {
      most = Math.max(most, ++running);
      queueMicrotask(() => running--);
      return byName([])(ask);
    },
    person: async () => true,
  });
  const names = Array.from({ length: 1_000 }, (_, at) => `${at}`);
  expect(await inquiry.ask(contents(...names))).toEqual([]);
  expect(asked.filter(({ ask }) => ask === 'inspect')).toHaveLength(1_000);
  expect(most).toBeLessThanOrEqual(16);
});

test('what could not be read is told, asks nobody, and the rest may go', async () => {
  const { inquiry, asked, shown } = inquiryWorld({
    answers: byName(['allow', 'allow', 'allow']),
    person: async () => true,
  });
  const [first, second, third] = contents('a', 'b', 'c') as [Content, Content, Content];
  const broken = { ...second, failure: 'unreadable' as const };
  expect(places(await inquiry.ask([first, broken, third]))).toEqual([0, 2]);
  expect(asked).toHaveLength(2);
  expect(shown[0]?.failed).toMatchObject([{ name: 'b', failure: 'unreadable' }]);
});

test('progress is that of all contents together', async () => {
  const told: [string, number, number][] = [];
  const inquiry = createInquiry({
    dialog: () => ({
      progress: (name, done, total) => void told.push([name, done, total]),
      outcome: async () => 'back',
      close: () => {},
    }),
    open: (onAnswer) => ({
      send(ask) {
        if (ask.ask !== 'inspect') return;
        onAnswer({ tell: 'progress', key: ask.key, sent: 1, total: 2 });
        queueMicrotask(() => onAnswer(decided(ask.key, 'allow')));
      },
      close: () => {},
    }),
  });
  await inquiry.ask(contents('aa', 'bb'));
  expect(told).toEqual([
    ['aa', 1, 4],
    ['bb', 2, 4],
    ['aa', 2, 4],
  ]);
});

describe('nothing goes', () => {
  test('where the person keeps it back: each warning is withdrawn', async () => {
    const { inquiry, withdrawn } = inquiryWorld({ answers: byName(['warn', 'allow']) });
    expect(await inquiry.ask(contents('a', 'b'))).toEqual([]);
    expect(withdrawn()).toEqual([{ ask: 'withdraw', decision: 'D0' }]);
  });

  test('where the person cancels', async () => {
    const { inquiry, asked } = inquiryWorld({ answers: byName(['allow']), cancels: true });
    expect(await inquiry.ask(contents('a'))).toEqual([]);
    expect(asked.some(({ ask }) => ask === 'cancel')).toBe(true);
  });

  test.each<[string, Parameters<typeof inquiryWorld>[0]]>([
    ['the background is not there', { answers: () => null, open: false }],
    ['the background goes away', { answers: () => null }],
  ])('where %s, and the person is told', async (_, options) => {
    const { inquiry, shown } = inquiryWorld(options);
    expect(await inquiry.ask(contents('a', 'b'))).toEqual([]);
    expect(shown[0]?.failed.map(({ failure }) => failure)).toEqual(['no-link', 'no-link']);
  });

  test('where the reason could not be recorded', async () => {
    let said: string | null = null;
    const { inquiry } = inquiryWorld({
      answers: (ask) =>
        ask.ask === 'inspect'
          ? decided(ask.key, 'warn')
          : { tell: 'acknowledged', decision: 'D0', message: '記録できません' },
      async person(_, record) {
        said = await record('理由');
        return said === null;
      },
    });
    expect(await inquiry.ask(contents('a'))).toEqual([]);
    expect(said).toBe('記録できません');
  });
});

test('two actions are asked about one after the other', async () => {
  const order: string[] = [];
  const { inquiry } = inquiryWorld({
    answers: byName(['block']),
    async person({ blocked }) {
      order.push(blocked[0]?.name ?? '');
      await new Promise((resolve) => setImmediate(resolve));
      order.push(`${blocked[0]?.name} over`);
      return false;
    },
  });
  await Promise.all([inquiry.ask(contents('a')), inquiry.ask(contents('b'))]);
  expect(order).toEqual(['a', 'a over', 'b', 'b over']);
});

describe('copies with masked values', () => {
  const offered = (key: number, action: Action): GuardAnswer => {
    const answer = decided(key, action);
    if (answer.tell !== 'decided') return answer;
    const takeOut = { possible: true as const, kinds: ['individual-number' as const] };
    return { ...answer, decision: { ...answer.decision, takeOut } };
  };
  const copy = { name: 'b (伏せ字)', content: new Blob(['●']), masked: [], removed: [] };
  const answers = (ask: GuardAsk): GuardAnswer => {
    if (ask.ask === 'inspect') {
      return ask.key === 0
        ? decided(0, 'allow')
        : offered(ask.key, ask.key === 1 ? 'warn' : 'block');
    }
    if (ask.ask !== 'take-out') return { tell: 'acknowledged', decision: '', message: null };
    return ask.key === 1
      ? { tell: 'copied', key: 1, copy }
      : { tell: 'not-copied', key: ask.key, why: 'left', left: [] };
  };
  const signal = new AbortController().signal;

  test('go in the place of the files, whose lines are written', async () => {
    const { inquiry, asked, withdrawn } = inquiryWorld({
      answers,
      async person(_, _record, copies) {
        const { made, notMade } = await copies(() => {}, signal);
        expect(notMade).toEqual([{ name: 'c', why: 'left', left: [] }]);
        return { copies: made };
      },
    });
    expect(await inquiry.ask(contents('a', 'b', 'c'))).toEqual([
      { index: 0, copy: null },
      { index: 1, copy },
    ]);
    expect(asked.filter(({ ask }) => ask === 'take-out')).toMatchObject([
      { key: 1, decision: 'D1', name: 'b' },
      { key: 2, decision: 'D2', name: 'c' },
    ]);
    expect(withdrawn()).toEqual([{ ask: 'withdraw', decision: 'D1' }]);
  });

  test('are none where the person cancels', async () => {
    const cancel = new AbortController();
    const { inquiry, asked } = inquiryWorld({
      answers,
      async person(_, _record, copies) {
        const making = copies(() => cancel.abort(), cancel.signal);
        expect(await making).toEqual({ made: new Map(), notMade: [] });
        return false;
      },
    });
    expect(await inquiry.ask(contents('a', 'b'))).toEqual([]);
    expect(asked.some(({ ask }) => ask === 'cancel')).toBe(true);
  });
});
