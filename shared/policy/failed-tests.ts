/** Examples that do not come out as they say, as problems of the policy: with their line, and what decided instead. */
import type { Problem } from '../protocol/policy-change.ts';
import { type CompiledPolicy, compilePolicy } from './compile.ts';
import type { Action } from './decision.ts';
import { placeText } from './finding.ts';
import { linesAt } from './parse.ts';
import { runTests, type TestResult } from './run-tests.ts';
import type { Policy } from './schema.ts';

/**
 * @param yaml the text that the policy was read from, for the lines
 * @param compile with the feeds, where there are any
 */
export function failedTests(
  policy: Policy,
  yaml: string,
  now: number,
  compile: (policy: Policy) => CompiledPolicy = compilePolicy,
): Problem[] {
  const { tests = [] } = policy;
  if (tests.length === 0) return [];
  const failed = runTests(compile(policy), tests, now).filter(({ passed }) => !passed);
  if (failed.length === 0) return [];
  const places = failed.map(({ index }) => ['tests', index]);
  const lines = linesAt(yaml, places);
  return failed.map((result, i) => ({
    severity: 'error',
    line: lines[i] ?? null,
    path: placeText(places[i] ?? []),
    ...sentences(result),
  }));
}

const words: Readonly<Record<Action, readonly [string, string]>> = {
  allow: ['許可', 'allowed'],
  warn: ['注意', 'warned of'],
  block: ['遮断', 'blocked'],
};

function sentences({ test, action, reason, rule }: TestResult) {
  const [expected, inEnglish] = words[test.expect];
  const [came, cameInEnglish] = words[action];
  const who = [test.user, test.unit].filter((each) => each !== undefined).join('、');
  const asked = who === '' ? `「${test.url}」` : `「${test.url}」(${who})`;
  const decided = rule ?? reason;
  return {
    message: `例の${asked}は${expected}のはずですが、${came}になります。/ This example must be ${inEnglish}, and is ${cameInEnglish}.`,
    cure: `決めたのは「${decided}」です。それを直すか、例のほうが古ければ例を直してください。/ "${decided}" decided. Mend that, or the example where it is out of date.`,
  };
}
