/** Compiles a policy in small pieces, between which requests are answered; the old one counts until the end. */
import { setImmediate } from 'node:timers/promises';
import { type CompiledPolicy, compilePolicy } from '../../shared/policy/compile.ts';
import { type CompiledEntry, compileLists } from '../../shared/policy/compile-lists.ts';
import type { Policy } from '../../shared/policy/schema.ts';

/** Lines: about a millisecond. */
const piece = 250;

/** @throws Error on a policy that checkPolicy refuses */
export async function compileGently(policy: Policy): Promise<CompiledPolicy> {
  const entries: CompiledEntry[] = [];
  for (const entry of compileLists(policy.destinations.lists ?? [])) {
    entries.push(entry);
    if (entries.length % piece === 0) await setImmediate();
  }
  return compilePolicy(policy, entries);
}
