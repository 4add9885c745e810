/**
 * Feeds stay with the proxy: a browser gets none. It may let through what the proxy refuses, never
 * the reverse. So a feed that blocks is left out, and where one opens (or warns), nothing that its
 * names could win over is refused early: neither the default nor any entry.
 */
import type { Action } from './decision.ts';
import type { Policy } from './schema.ts';
import { compileScope, isFor, type Person } from './scope.ts';

/** Whether a feed may open something for this person, at whatever time. */
export function feedsMayOpen({ destinations }: Policy, person: Person): boolean {
  return (destinations.lists ?? []).some(
    (list) =>
      list.feed !== undefined && list.action !== 'block' && isFor(compileScope(list), person),
  );
}

/** Of an action that a feed may soften, what the browser may act on by itself. */
export function earlyAction(action: Action, mayOpen: boolean): Action {
  return mayOpen ? 'allow' : action;
}
