/**
 * Names behind a proxy above this one: it asks for their addresses itself, and the terminal's own
 * resolver may know none of them. What can be found out is checked all the same.
 */
import type { Destination } from '../../shared/destination/destination.ts';
import type { Resolve } from './resolve.ts';

/** null: the address stays unchecked. Never rejects. */
export type ResolveIfPossible = (destination: Destination) => Promise<readonly string[] | null>;

export interface ResolveIfPossibleOptions {
  readonly resolve: Resolve;
  readonly now?: () => number;
  /** A resolver that nobody answers must not hold every page up. */
  readonly timeoutMs?: number;
  /** How long it is known that a name cannot be looked up. */
  readonly rememberMs?: number;
  readonly cap?: number;
}

export function createResolveIfPossible({
  resolve,
  now = Date.now,
  timeoutMs = 1_000,
  rememberMs = 60_000,
  cap = 1_000,
}: ResolveIfPossibleOptions): ResolveIfPossible {
  /** Name → until when it is not asked about. */
  const unknown = new Map<string, number>();

  function remember(host: string): null {
    unknown.delete(host);
    unknown.set(host, now() + rememberMs);
    if (unknown.size > cap) unknown.delete(unknown.keys().next().value as string);
    return null;
  }

  return async (destination) => {
    const { host } = destination;
    if ((unknown.get(host) ?? 0) > now()) return null;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((settle) => {
      timer = setTimeout(settle, timeoutMs, null);
    });
    const found = await Promise.race([resolve(destination).catch(() => null), late]);
    clearTimeout(timer);
    return found ?? remember(host);
  };
}
