/** Who may do what with a proposal, and which of its signatures count: by the policy and accounts of now. */
import { maySign, type PublishingRule } from '../../../shared/policy/publishing.ts';
import type { Account } from '../../../shared/protocol/accounts.ts';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import type { Proposal, Signature } from '../../../shared/protocol/proposals.ts';
import type { ProposalRow } from '../store/proposal-stores.ts';

type Person = Pick<Account, 'id' | 'role' | 'disabled'>;

/** Whoever lost the role, the account, or wrote a part of it has not signed. */
export function countingSignatures(
  { signatures, contributors }: Pick<ProposalRow, 'signatures' | 'contributors'>,
  rule: PublishingRule,
  accounts: readonly Person[],
): Signature[] {
  return signatures.filter(({ by }) => {
    const account = accounts.find(({ id }) => id === by);
    if (account === undefined || account.disabled || contributors.includes(by)) return false;
    return maySign(rule, account);
  });
}

/** null: may sign. */
export function whyNotSign(
  proposal: Pick<ProposalRow, 'signatures' | 'contributors'>,
  rule: PublishingRule,
  account: Pick<Account, 'id' | 'role'>,
): ConsoleAnswer<'proposal'>['whyNot'] {
  if (proposal.contributors.includes(account.id)) return 'own';
  if (!maySign(rule, account)) return 'signer';
  return proposal.signatures.some(({ by }) => by === account.id) ? 'signed' : null;
}

/** As it is shown: an ended one as it ended. */
export function shownProposal(
  row: ProposalRow,
  rule: PublishingRule,
  accounts: readonly Person[],
): Proposal {
  const { content: _, signatures, ...rest } = row;
  const counting = row.state === 'open' ? countingSignatures(row, rule, accounts) : signatures;
  return {
    ...rest,
    contributors: [...row.contributors],
    signatures: [...counting],
    needed: rule.signatures,
  };
}
