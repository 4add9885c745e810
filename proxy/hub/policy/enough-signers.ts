/** Would this policy ask for more signatures than there are people to sign? Then nothing could ever be published again. */
import { maySign, publishingRule } from '../../../shared/policy/publishing.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import type { Problem } from '../../../shared/protocol/policy-change.ts';
import type { StoredAccount } from '../store/store.ts';

type Person = Pick<StoredAccount, 'id' | 'role' | 'disabled' | 'password'>;

export function enoughSigners(policy: Policy, accounts: readonly Person[]): Problem[] {
  const rule = publishingRule(policy.publishing);
  if (rule.signatures === 0) return [];
  const active = accounts.filter(({ disabled, password }) => !disabled && password !== null);
  const signers = active.filter((account) => maySign(rule, account));
  const others = active
    .filter(({ role }) => role === 'administrator')
    .map(({ id }) => signers.filter((signer) => signer.id !== id).length);
  const most = Math.max(0, ...others);
  if (most >= rule.signatures) return [];
  return [
    {
      severity: 'error',
      line: null,
      path: 'publishing.signatures',
      message: `ほかの ${rule.signatures} 人の確認が要りますが、確認できる人は ${most} 人しかいません / ${rule.signatures} other persons must sign, but only ${most} can`,
      cure: '先に、確認できる役割（承認者か管理者）のアカウントを作り、本人がパスワードを設定してください / first make accounts that may sign (approver or administrator), and let their owners set a password',
    },
  ];
}
