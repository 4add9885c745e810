/** Compiles a policy in small pieces, between which requests are answered; the old one counts until the end. */
import { setImmediate } from 'node:timers/promises';
import { type CompiledPolicy, compilePolicy } from '../../shared/policy/compile.ts';
import type { Feeds } from '../../shared/policy/compile-feeds.ts';
import type { CompiledEntry } from '../../shared/policy/compile-lists.ts';
import { compileEntries } from '../../shared/policy/compile-services.ts';
import type { Policy } from '../../shared/policy/schema.ts';

/** Lines: about a millisecond. */
const piece = 250;

/** @throws Error on a policy that checkPolicy refuses */
export async function compileGently(
  policy: Policy,
  feeds: Feeds = new Map(),
): Promise<CompiledPolicy> {
  const entries: CompiledEntry[] = [];
  for (const entry of compileEntries(policy.services ?? [], policy.destinations.lists ?? [])) {
    entries.push(entry);
    if (entries.length % piece === 0) await setImmediate();
  }
  return compilePolicy(policy, { feeds, entries });
}
