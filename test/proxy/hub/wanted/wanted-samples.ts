/** Refusals for the tests beside, as the store adds them up. */

import { compilePolicy } from '../../../../shared/policy/compile.ts';
import type { Observed } from '../../../../shared/policy/propose-list.ts';
import { exampleYaml, policyOf } from '../policy/example-policy.ts';

export const now = Date.parse('2026-11-25T00:00:00Z');

export function wanted(host: string, fields: Partial<Observed> = {}): Observed {
  return {
    initiator: 'www.city.lg.jp',
    host,
    port: 443,
    user: 'tanaka',
    unit: '総務企画部',
    count: 1,
    navigated: 0,
    first: '2026-11-20T00:00:00.000Z',
    last: '2026-11-23T00:00:00.000Z',
    ...fields,
  };
}

/** The example's, with lg.jp allowed and these lines in one more list. */
export function policyFor(mode: 'observe' | 'enforce', ...entries: string[]) {
  const yaml = exampleYaml
    .replace('mode: enforce', `mode: ${mode}`)
    .replace('        - go.jp\n', `        - go.jp\n        - lg.jp\n`)
    .replace(
      '      entries: []\n',
      `      entries:${entries.length === 0 ? ' []' : ''}\n${entries.map((each) => `        - ${each}\n`).join('')}`,
    );
  return compilePolicy(policyOf(yaml));
}
