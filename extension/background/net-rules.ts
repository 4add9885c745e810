/**
 * The policy as rules that the browser keeps by itself: they stop also where the extension may not
 * cancel requests (Chromium, installed by hand), and while its background sleeps. Each projection
 * replaces them as a whole, and so does the moment at which an entry begins or ends. They may let
 * through what the proxy refuses, never the reverse: see shared/policy/net-request-rules.ts.
 */
import {
  type NetLimits,
  type NetRule,
  netRequestRules,
} from '../../shared/policy/net-request-rules.ts';
import { relaxLists } from '../../shared/policy/relaxed-entries.ts';
import type { HeldProjection } from './projection-holder.ts';

export interface NetRules {
  /** Makes the browser hold what follows from the projection of now. */
  apply(): Promise<void>;
  /** Entries for which the browser has no room: the proxy alone stops there. */
  readonly withoutRoom: number;
}

/** Chromium takes 30,000 rules and 1,000 expressions, Firefox 5,000 and 1,000. */
export const netLimits: NetLimits = { rules: 4_900, regexes: 900 };

export function createNetRules(options: {
  projection: () => Promise<HeldProjection | null>;
  /** `http://127.0.0.1:3129` */
  link: () => Promise<string>;
  /** In the place of all that are there, at once. */
  replace: (rules: readonly NetRule[]) => Promise<void>;
  /** Calls `apply` at this moment (ms since 1970). null: never. */
  wakeAt: (moment: number | null) => Promise<void>;
  now: () => number;
  limits?: NetLimits;
}): NetRules {
  const { limits = netLimits } = options;
  let last: Promise<void> = Promise.resolve();
  let withoutRoom = 0;

  async function applyNow(): Promise<void> {
    const held = await options.projection();
    if (held === null) {
      withoutRoom = 0;
      await options.replace([]);
      return options.wakeAt(null);
    }
    const { mode, default: normal, lists, services } = held.projection;
    const at = options.now();
    const relaxed = relaxLists({ mode, default: normal, lists, services }, { person: null, at });
    const { rules, left } = netRequestRules(relaxed, { limits, link: await options.link() });
    withoutRoom = left.filter(({ why }) => why === 'limit').length;
    try {
      await options.replace(rules);
    } catch (error) {
      // What the browser does not take must not leave yesterday's rules behind.
      await options.replace([]);
      withoutRoom = Math.max(1, rules.length);
      throw error;
    } finally {
      await options.wakeAt(relaxed.nextChange);
    }
  }

  return {
    apply() {
      last = last.then(applyNow, applyNow);
      return last;
    },
    get withoutRoom() {
      return withoutRoom;
    },
  };
}
