/** A request for access, and policies that answer it, for the tests beside. */
import { compilePolicy } from '../../../../shared/policy/compile.ts';
import type { AccessRequest } from '../../../../shared/protocol/link.ts';
import { exampleYaml, policyOf } from '../policy/example-policy.ts';

export const asked: AccessRequest = {
  id: 'AAAA-0000-0000-0001',
  at: '2026-11-20T00:00:00.000Z',
  decision: 'D1',
  url: 'https://www.shop.example/form/1',
  page: null,
  reason: '業務で使う',
  user: 'tanaka',
  unit: '総務企画部',
  terminal: 't1',
  state: 'open',
  answer: null,
};

export function granted(at: string, until: string | null, fields: Partial<AccessRequest> = {}) {
  const answer = { at, by: 'admin', word: null, until };
  return { ...asked, state: 'granted', answer, ...fields } satisfies AccessRequest;
}

/** The example's lists and one more, `granted`, with these lines. */
export function policyWith(...entries: string[]) {
  const list = `    - id: granted
      title: 許可された申請
      action: allow
      owner: admin
      reason: 申請
      entries:${entries.length === 0 ? ' []' : ''}
${entries.map((entry) => `        - ${entry}\n`).join('')}`;
  const policy = policyOf(`${exampleYaml}\n${list}`);
  return { policy, compiled: compilePolicy(policy) };
}
