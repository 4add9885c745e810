import { describe, expect, it } from 'vitest';
import japanese from '../../../extension/locales/ja.json' with { type: 'json' };
import { obstacles } from '../../../extension/messages.ts';
import { explain } from '../../../extension/pages/explanation.ts';
import { shownMoment } from '../../../extension/pages/moment.ts';
import { visibleText } from '../../../extension/pages/visible-text.ts';
import { reasons } from '../../../shared/policy/decision.ts';
import { upstreamFailures } from '../../../shared/policy/upstream-failure.ts';
import type { DecisionSummary } from '../../../shared/protocol/link.ts';

const decision = {
  action: 'block' as const,
  rule: null,
  clause: null,
  id: 'D214-3YDS-AK0E-R1RP',
  at: '2027-01-05T00:00:00.000Z',
  url: 'http://a.example/',
  host: 'a.example',
  source: 'proxy' as const,
};

describe('every reason and every obstacle', () => {
  const all = [
    ...reasons.map((reason) => ({ decision: { ...decision, reason }, obstacle: null })),
    ...upstreamFailures.map((failure) => ({
      decision: { ...decision, action: 'allow' as const, reason: 'entry' as const, failure },
      obstacle: null,
    })),
    ...obstacles.map((obstacle) => ({ decision: null, obstacle })),
  ];

  it.each(all)('has its sentence and says what to do: %o', (stopped) => {
    const { heading, why, todo } = explain(stopped);
    expect(todo.length).toBeGreaterThan(0);
    for (const key of [heading, why, ...todo]) expect(japanese[key]).toMatch(/\S/);
  });

  it('may be asked for only where an entry could open it', () => {
    const askable = reasons.filter(
      (reason) => explain({ decision: { ...decision, reason }, obstacle: null }).askable,
    );
    expect(askable).toEqual([
      'entry',
      'default',
      'path-unseen',
      'port-not-open',
      'address-literal',
    ]);
  });
});

it('what failed above the barrier is none of its refusals', () => {
  const allowed = { ...decision, action: 'allow' as const, reason: 'entry' as const };
  const failed = { ...allowed, failure: 'upstream-refused' as const };
  expect(explain({ decision: failed, obstacle: null })).toEqual({
    heading: 'heading_upstream',
    why: 'upstream_refused',
    todo: ['todo_upstream_ask', 'todo_other_way'],
    askable: false,
    warned: false,
  });
});

describe('a warning', () => {
  it.each(['entry', 'default'] as const)(
    'by %s leaves the way on, and needs no request',
    (reason) => {
      const warned = { ...decision, action: 'warn' as const, reason };
      const { heading, why, todo, ...rest } = explain({ decision: warned, obstacle: null });
      expect(rest).toEqual({ askable: false, warned: true });
      expect(heading).toBe('heading_warned');
      for (const key of [why, ...todo]) expect(japanese[key]).toMatch(/\S/);
      expect(explain({ decision: { ...decision, reason }, obstacle: null })).toMatchObject({
        askable: true,
        warned: false,
      });
    },
  );
});

describe('what could not be inspected', () => {
  it.each([
    ['under a password: take it off', ['encrypted'], ['todo_password']],
    ['while everybody sends: again later, and no word of a password', ['busy'], ['todo_again']],
    [
      'too large in one of two files, broken in the other',
      ['too-large', 'broken'],
      ['todo_smaller', 'todo_whole'],
    ],
    ['of a format that nobody knows', ['unknown-format'], ['todo_inspect']],
    ['of which nothing is told', [], ['todo_inspect']],
  ])('%s', (_, whys, expected) => {
    const item = {
      kind: 'file',
      name: 'a',
      type: null,
      bytes: 1,
      level: null,
      inspected: false,
      digest: 'd',
    } as const;
    const upload: DecisionSummary['upload'] = {
      level: null,
      inspected: false,
      count: whys.length,
      items: whys.map((why) => ({ ...item, findings: [], why })),
    };
    const stopped = { ...decision, reason: 'could-not-inspect' as const, upload };
    const { todo } = explain({ decision: stopped, obstacle: null });
    expect(todo).toEqual(expected);
    for (const key of todo) expect(japanese[key]).toMatch(/\S/);
  });
});

describe('visibleText', () => {
  it.each([
    ['leaves ordinary text alone', '図書館 https://例え.jp/a?b=1', '図書館 https://例え.jp/a?b=1'],
    ['spells out what turns the direction', 'a\u202Egpj.exe', 'a⟨U+202E⟩gpj.exe'],
    ['spells out what shows nothing', 'go\u200Bod', 'go⟨U+200B⟩od'],
    ['spells out control characters', 'a\u0000\nb', 'a⟨U+0000⟩⟨U+000A⟩b'],
    ['cuts what is too long', 'x'.repeat(3000), `${'x'.repeat(500)}…`],
  ])('%s', (_, text, expected) => {
    expect(visibleText(text)).toBe(expected);
  });
});

describe('shownMoment', () => {
  it('is Japan’s time', () => {
    expect(shownMoment('2026-12-31T15:30:00.000Z')).toBe('2027-01-01 00:30:00');
  });
  it('is nothing for what is no time', () => {
    expect(shownMoment('soon')).toBe('');
  });
});
