import { describe, expect, it } from 'vitest';
import { createNetRules } from '../../../extension/background/net-rules.ts';
import type { HeldProjection } from '../../../extension/background/projection-holder.ts';
import type { NetLimits, NetRule } from '../../../shared/policy/net-request-rules.ts';
import {
  compileProjection,
  type ProjectedList,
  projectPolicy,
} from '../../../shared/policy/projection.ts';
import { isStoppedBy } from '../../support/net-request.ts';
import { smallPolicy } from '../../support/small-policy.ts';

const july = Date.parse('2026-07-01T00:00:00+09:00');
const made = {
  user: 'tanaka',
  unit: null,
  terminal: null,
  revision: 1,
  published: '2026-01-01T00:00:00.000Z',
};

function heldWith(entries: ProjectedList['entries']): HeldProjection {
  const list = { id: 'a', title: 't', action: 'allow', owner: 'o', reason: 'r' } as const;
  const policy = smallPolicy({ destinations: { default: 'block', lists: [{ ...list, entries }] } });
  const projection = projectPolicy(policy, made);
  return { projection, compiled: compileProjection(projection) };
}

function rulesWith(first: HeldProjection | null, limits?: NetLimits) {
  const state = { held: first, at: july - 1_000, refuses: false };
  const seen: { rules: readonly NetRule[]; wakes: (number | null)[] } = { rules: [], wakes: [] };
  const netRules = createNetRules({
    projection: async () => state.held,
    link: async () => 'http://127.0.0.1:3129',
    async replace(rules) {
      if (state.refuses && rules.length > 0) throw new Error('too many');
      seen.rules = rules;
    },
    async wakeAt(moment) {
      seen.wakes.push(moment);
    },
    now: () => state.at,
    ...(limits && { limits }),
  });
  return { netRules, state, seen };
}

describe('rules of the browser', () => {
  it('follow the projection', async () => {
    const { netRules, state, seen } = rulesWith(heldWith(['go.jp']));
    await netRules.apply();
    expect(isStoppedBy(seen.rules, 'https://shop.example/')).toBe(true);
    expect(isStoppedBy(seen.rules, 'https://www.mlit.go.jp/')).toBe(false);
    state.held = heldWith(['shop.example']);
    await netRules.apply();
    expect(isStoppedBy(seen.rules, 'https://shop.example/')).toBe(false);
  });

  it('are none where nobody is enrolled', async () => {
    const { netRules, state, seen } = rulesWith(heldWith(['go.jp']));
    await netRules.apply();
    state.held = null;
    await netRules.apply();
    expect(seen).toEqual({ rules: [], wakes: [null, null] });
  });

  it('let the calls of the extension to the link through', async () => {
    const { netRules, seen } = rulesWith(heldWith([]));
    await netRules.apply();
    expect(isStoppedBy(seen.rules, 'http://127.0.0.1:3129/v1/report')).toBe(false);
  });

  it('change when an entry ends', async () => {
    const { netRules, state, seen } = rulesWith(
      heldWith([{ match: 'go.jp', until: '2026-07-01T00:00:00+09:00' }]),
    );
    await netRules.apply();
    expect(seen.wakes).toEqual([july]);
    expect(isStoppedBy(seen.rules, 'https://go.jp/')).toBe(false);
    state.at = july;
    await netRules.apply();
    expect(isStoppedBy(seen.rules, 'https://go.jp/')).toBe(true);
  });

  it('tell for how many entries there is no room', async () => {
    const entries = ['a.example:1', 'b.example:1'].map((match) => ({
      match,
      action: 'block' as const,
    }));
    const { netRules } = rulesWith(heldWith(entries), { rules: 100, regexes: 4 });
    await netRules.apply();
    expect(netRules.withoutRoom).toBe(1);
  });

  it('that the browser does not take leave none behind', async () => {
    const { netRules, state, seen } = rulesWith(heldWith(['go.jp']));
    await netRules.apply();
    state.refuses = true;
    await expect(netRules.apply()).rejects.toThrow();
    expect(seen.rules).toEqual([]);
    expect(netRules.withoutRoom).toBeGreaterThan(0);
    state.refuses = false;
    await netRules.apply();
    expect(seen.rules).not.toEqual([]);
  });
});
