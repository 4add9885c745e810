import { describe, expect, test } from 'vitest';
import type { GuardAnswer, GuardAsk } from '../../../extension/guard/channel.ts';
import { createInquiry, type InquiryDialog } from '../../../extension/guard/inquiry.ts';
import type { Outcome } from '../../../extension/guard/outcome.ts';
import type { Action } from '../../../shared/policy/decision.ts';
import type { DecisionSummary } from '../../../shared/protocol/link.ts';

const decided = (key: number, action: Action): GuardAnswer => {
  const decision: DecisionSummary = {
    action,
    reason: 'upload-rule',
    rule: null,
    clause: null,
    id: `D${key}`,
    at: '2027-01-05T00:00:00.000Z',
    url: '',
    host: '',
    source: 'extension',
  };
  return { tell: 'decided', key, decision, contact: null };
};
const contents = (...names: string[]) =>
  names.map((name) => ({ kind: 'file' as const, name, content: new Blob([name]) }));

/** @param answers for each ask; null: the background is gone */
function world(options: {
  answers: (ask: GuardAsk) => GuardAnswer | null;
  person?: (
    outcome: Outcome,
    record: (reason: string) => Promise<string | null>,
  ) => Promise<boolean>;
  open?: boolean;
  cancels?: boolean;
}) {
  const asked: GuardAsk[] = [];
  const shown: Outcome[] = [];
  const dialog: InquiryDialog = {
    progress: (_name, _done, _total, onCancel) => {
      if (options.cancels) onCancel();
    },
    async outcome(outcome, _kind, record) {
      shown.push(outcome);
      return options.person ? options.person(outcome, record) : false;
    },
    close: () => {},
  };
  const inquiry = createInquiry({
    dialog: () => dialog,
    open: (onAnswer, onEnd) =>
      options.open === false
        ? null
        : {
            send(ask) {
              asked.push(ask);
              const answer = options.answers(ask);
              queueMicrotask(() => (answer === null ? onEnd() : onAnswer(answer)));
            },
            close: () => {},
          },
  });
  return { inquiry, asked, shown, withdrawn: () => asked.filter(({ ask }) => ask === 'withdraw') };
}

const byName = (actions: readonly Action[]) => (ask: GuardAsk) => {
  if (ask.ask === 'inspect') return decided(ask.key, actions[ask.key] ?? 'block');
  const message = null;
  const decision = 'decision' in ask ? ask.decision : '';
  return { tell: 'acknowledged', decision, message } as const;
};

describe('what may go', () => {
  test('all of it, and nobody is asked', async () => {
    const { inquiry, shown } = world({ answers: byName(['allow', 'allow']) });
    expect(await inquiry.ask(contents('a', 'b'))).toEqual([0, 1]);
    expect(shown).toEqual([]);
  });

  test('the rest alone, in order, where the person wants that', async () => {
    const { inquiry, shown } = world({
      answers: byName(['allow', 'block', 'allow']),
      person: async () => true,
    });
    expect(await inquiry.ask(contents('a', 'b', 'c'))).toEqual([0, 2]);
    expect(shown[0]?.blocked.map(({ name }) => name)).toEqual(['b']);
  });

  test('what is warned of, with a reason, in its place among the others', async () => {
    const { inquiry, asked } = world({
      answers: byName(['warn', 'allow', 'warn']),
      person: async (_, record) => (await record('理由')) === null,
    });
    expect(await inquiry.ask(contents('a', 'b', 'c'))).toEqual([0, 1, 2]);
    expect(asked.filter(({ ask }) => ask === 'acknowledge')).toEqual([
      { ask: 'acknowledge', decision: 'D0', reason: '理由' },
      { ask: 'acknowledge', decision: 'D2', reason: '理由' },
    ]);
  });

  test('all of it, where nobody looks at uploads', async () => {
    const { inquiry } = world({
      answers: (ask) => ({ tell: 'unguarded', key: 'key' in ask ? ask.key : 0 }),
    });
    expect(await inquiry.ask(contents('a'))).toEqual([0]);
  });
});

describe('nothing goes', () => {
  test('where the person keeps it back: each warning is withdrawn', async () => {
    const { inquiry, withdrawn } = world({ answers: byName(['warn', 'allow']) });
    expect(await inquiry.ask(contents('a', 'b'))).toEqual([]);
    expect(withdrawn()).toEqual([{ ask: 'withdraw', decision: 'D0' }]);
  });

  test('where the person cancels', async () => {
    const { inquiry, asked } = world({ answers: byName(['allow']), cancels: true });
    expect(await inquiry.ask(contents('a'))).toEqual([]);
    expect(asked.some(({ ask }) => ask === 'cancel')).toBe(true);
  });

  test.each<[string, Parameters<typeof world>[0]]>([
    ['the background is not there', { answers: () => null, open: false }],
    ['the background goes away', { answers: () => null }],
  ])('where %s, and the person is told', async (_, options) => {
    const { inquiry, shown } = world(options);
    expect(await inquiry.ask(contents('a', 'b'))).toEqual([]);
    expect(shown[0]?.failed.map(({ failure }) => failure)).toEqual(['no-link', 'no-link']);
  });

  test('where the reason could not be recorded', async () => {
    let said: string | null = null;
    const { inquiry } = world({
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
  const { inquiry } = world({
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
