/** Who has to sign before a change of the policy counts: the current policy's rule, made plain. */
import { holdsLongNumber } from '../audit/mask.ts';
import { addDuration } from './duration.ts';
import { error, type Finding } from './finding.ts';
import { type Publishing, type SignerRole, signerRoles } from './publishing-schema.ts';

export interface PublishingRule {
  readonly signatures: number;
  readonly roles: readonly SignerRole[];
  readonly accounts: readonly string[];
  readonly grantsAlone: boolean;
  /** ISO 8601. */
  readonly grantsAloneFor: string;
}

export function publishingRule(publishing: Publishing = {}): PublishingRule {
  const { signatures = 0, signers, grantsAlone = true, grantsAloneFor = 'P31D' } = publishing;
  return {
    signatures,
    roles: signers === undefined ? signerRoles : (signers.roles ?? []),
    accounts: signers?.accounts ?? [],
    grantsAlone,
    grantsAloneFor,
  };
}

interface Signer {
  readonly id: string;
  readonly role: string;
}

/** Only these roles reach the console's pages for signing, also where the policy names the account. */
export function maySign(rule: PublishingRule, { id, role }: Signer): boolean {
  const signs = signerRoles.some((each) => each === role);
  return signs && (rule.roles.some((each) => each === role) || rule.accounts.includes(id));
}

/**
 * Whether one person grants this alone.
 * @param until epoch ms; null: for good
 */
export function isGrantedAlone(
  rule: PublishingRule,
  grant: { for: 'person' | 'unit' | 'all'; until: number | null; ownRequest: boolean },
  now: number,
): boolean {
  if (rule.signatures === 0) return true;
  if (!rule.grantsAlone || grant.ownRequest || grant.for === 'all' || grant.until === null) {
    return false;
  }
  return grant.until <= addDuration(now, rule.grantsAloneFor);
}

export function checkPublishing(publishing: Publishing | undefined): Finding[] {
  if (publishing === undefined) return [];
  const { roles, accounts } = publishingRule(publishing);
  const numbered = accounts.flatMap((account, index) =>
    holdsLongNumber(account)
      ? [
          error(
            ['publishing', 'signers', 'accounts', index],
            '12 桁以上の番号は使えません。記録に残るためです。/ No number of 12 digits or more: it would stand in the records.',
            'アカウント ID を書いてください。/ Write the id of an account.',
          ),
        ]
      : [],
  );
  if (roles.length + accounts.length > 0) return numbered;
  return [
    ...numbered,
    error(
      ['publishing', 'signers'],
      '確認できる人がいません。/ Nobody may sign.',
      'roles に administrator か approver を、または accounts にアカウント ID を書いてください。/ Name administrator or approver in roles, or accounts by their ids.',
    ),
  ];
}
