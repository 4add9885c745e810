/** The examples of a policy, asked: each must come out as it says. In mode `observe` what would be done counts. */
import { parseDestination } from '../destination/destination.ts';
import type { CompiledPolicy } from './compile.ts';
import { decideDestination, decideMalformed } from './decide-destination.ts';
import type { Action, Reason } from './decision.ts';
import type { PolicyTest } from './tests-schema.ts';

export interface TestResult {
  /** Its place in `tests`. */
  readonly index: number;
  readonly test: PolicyTest;
  readonly passed: boolean;
  readonly action: Action;
  readonly reason: Reason;
  /** What decided. */
  readonly rule: string | null;
}

/** @param now epoch ms: when an example is that says no time */
export function runTests(
  policy: CompiledPolicy,
  tests: readonly PolicyTest[],
  now: number,
): TestResult[] {
  return tests.map((test, index) => {
    const { action: acted, would, reason, rule } = ask(policy, test, now);
    const action = would ?? acted;
    return { index, test, passed: action === test.expect, action, reason, rule };
  });
}

function ask(policy: CompiledPolicy, test: PolicyTest, now: number) {
  const parsed = parseDestination(test.url);
  if (!parsed.ok) return decideMalformed('');
  const { unit = null, user = null, terminal = null, method, initiator, at } = test;
  const request = {
    destination: parsed.destination,
    user,
    unit,
    terminal,
    at: at === undefined ? now : Date.parse(at),
    ...(method !== undefined && { method }),
    ...(initiator !== undefined && { initiator }),
  };
  return decideDestination(policy, request, '');
}
