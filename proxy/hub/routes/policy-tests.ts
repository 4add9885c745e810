/** The examples of the current policy, asked now. */
import { runTests } from '../../../shared/policy/run-tests.ts';
import type { Handlers } from '../console-routes.ts';
import { testKey } from '../policy/apply-tests.ts';
import type { Publisher } from '../policy/publisher.ts';

export function policyTestHandlers(options: {
  publisher: Pick<Publisher, 'current'>;
  now: () => number;
}): Pick<Handlers, 'policyTests'> {
  const { publisher, now } = options;
  return {
    async policyTests() {
      const { policy, compiled, revision } = publisher.current();
      const results = runTests(compiled, policy.tests ?? [], now());
      return {
        revision: revision.revision,
        tests: results.map(({ test, passed, action, reason, rule }) => ({
          ...test,
          key: testKey(test),
          passed,
          action,
          reason,
          rule,
        })),
      };
    },
  };
}
