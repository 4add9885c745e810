import { describe, expect, test } from 'vitest';
import type { GuardAnswer, GuardAsk } from '../../../extension/guard/channel.ts';
import type { Unlocking } from '../../../extension/guard/password-form.ts';
import type { Action } from '../../../shared/policy/decision.ts';
import { contents, decided, inquiryWorld } from '../../support/inquiry-world.ts';

describe('a password', () => {
  const locked = (ask: GuardAsk, opened: (password: string) => GuardAnswer) => {
    if (ask.ask !== 'inspect') return null;
    if (ask.password !== undefined) return opened(ask.password);
    return { ...decided(ask.key, 'block'), lock: 'wanted' } as GuardAnswer;
  };
  const byPassword = (action: Action) => (ask: GuardAsk) =>
    locked(ask, (password) =>
      password === 'right' ? decided(0, action) : { tell: 'locked', key: 0 },
    );

  test('that is right has the file decided anew: what is clean goes, and nobody is asked', async () => {
    const said: Unlocking[] = [];
    const { inquiry, asked, shown } = inquiryWorld({
      answers: byPassword('allow'),
      async person({ blocked: [file] }, _, _copies, unlock) {
        expect(file?.lock).toBe('wanted');
        said.push(await unlock(file?.index ?? -1, 'wrong'));
        said.push(await unlock(file?.index ?? -1, 'right'));
        return 'again';
      },
    });
    expect(await inquiry.ask(contents('a'))).toEqual([{ index: 0, copy: null }]);
    expect(said).toEqual(['wrong', 'opened']);
    expect(shown).toHaveLength(1);
    expect(asked.map((each) => ('password' in each ? each.password : null))).toEqual([
      null,
      'wrong',
      'right',
    ]);
  });

  test('shows what was found where it is not clean, and nothing goes', async () => {
    const { inquiry, shown } = inquiryWorld({
      answers: byPassword('block'),
      async person({ blocked: [file] }, _, _copies, unlock) {
        if (file?.lock === undefined) return false;
        await unlock(0, 'right');
        return 'again';
      },
    });
    expect(await inquiry.ask(contents('a'))).toEqual([]);
    expect(shown.map(({ blocked }) => blocked[0]?.lock)).toEqual(['wanted', undefined]);
  });

  test('of what was warned of: that warning is withdrawn, the new one stays', async () => {
    const { inquiry, withdrawn } = inquiryWorld({
      answers: (ask) => {
        if (ask.ask !== 'inspect') return null;
        if (ask.password === undefined) {
          return { ...decided(0, 'warn'), lock: 'wanted' } as GuardAnswer;
        }
        return decided(0, 'allow');
      },
      async person(_outcome, _, _copies, unlock) {
        await unlock(0, 'right');
        return 'again';
      },
    });
    expect(await inquiry.ask(contents('a'))).toEqual([{ index: 0, copy: null }]);
    expect(withdrawn()).toEqual([{ ask: 'withdraw', decision: 'D0' }]);
  });

  test('while the background goes away: it is told, and nothing goes', async () => {
    const said: Unlocking[] = [];
    const { inquiry } = inquiryWorld({
      answers: (ask) =>
        ask.ask === 'inspect' && ask.password === undefined
          ? ({ ...decided(0, 'block'), lock: 'wanted' } as GuardAnswer)
          : null,
      async person(_outcome, _, _copies, unlock) {
        said.push(await unlock(0, 'right'));
        return false;
      },
    });
    expect(await inquiry.ask(contents('a'))).toEqual([]);
    expect(said).toEqual([{ failed: '' }]);
  });
});
