/** What a small city says of uploads, for tests: individual numbers never, marks with a warning. */
import { testPolicy } from './test-gateway.ts';

export interface LookingPolicy {
  readonly mode?: 'observe' | 'enforce';
  /** Of what could not be inspected. */
  readonly uninspected?: 'allow' | 'warn' | 'block';
  readonly intercept?: string;
  /** Of files in several requests. */
  readonly resumable?: string;
  /** `posting: […]` and the like. */
  readonly more?: string;
}

export function lookingPolicy(
  open: readonly number[],
  { uninspected = 'block', resumable = 'assemble', more = '', ...rest }: LookingPolicy = {},
) {
  return testPolicy({
    open,
    ...rest,
    more: `
uploads:
  rules:
    - { level: ["3A", "3B", "3C"], to: any, action: block, clause: 7-2 }
    - { level: ["2"], to: any, action: warn, clause: 8-3 }
    - { inspected: false, to: any, action: ${uninspected}, clause: 7-2 }
  resumable: ${resumable}
  default: allow
${more}
`,
  });
}
