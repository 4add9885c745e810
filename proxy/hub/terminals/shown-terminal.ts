import type { Terminal } from '../../../shared/protocol/overview.ts';
import type { StoredTerminal } from '../store/store.ts';

const silentMs = 5 * 60_000;

/** A terminal as the console shows it: `silent` matters more than `behind`. */
export function shownTerminal(terminal: StoredTerminal, current: number, now: number): Terminal {
  const { lastSeen, revision, people } = terminal;
  const silent = lastSeen === null || now - Date.parse(lastSeen) > silentMs;
  const behind = revision === null || revision < current;
  return {
    ...terminal,
    people: [...people],
    state: silent ? 'silent' : behind ? 'behind' : 'current',
  };
}
