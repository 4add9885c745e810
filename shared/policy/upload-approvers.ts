/** Who may let a stopped upload go, and until when: asked by the hub, of the whole policy. */
import type { Destination } from '../destination/destination.ts';
import { parseMatch } from '../destination/entry-match.ts';
import { matches } from '../destination/match.ts';
import type { Role } from '../protocol/accounts.ts';
import { addDuration } from './duration.ts';
import type { Policy } from './schema.ts';
import { defaultApprovalPeriod, type UploadApproval } from './uploads-schema.ts';

/** @param rule `uploads.rules[2]`; null where it has no approval, or is no longer there */
export function approvalOfRule({ uploads }: Policy, rule: string): UploadApproval | null {
  const index = /^uploads\.rules\[(\d+)\]$/.exec(rule)?.[1];
  const found = index === undefined ? undefined : uploads?.rules?.[Number(index)];
  return found?.action === 'block' ? (found.approval ?? null) : null;
}

export interface Approver {
  readonly id: string;
  readonly user: string | null;
  readonly role: Role;
}

/** Nobody lets go what they want to send themselves. */
export function mayApprove(
  policy: Policy,
  asked: { readonly rule: string; readonly destination: Destination; readonly user: string },
  account: Approver,
): boolean {
  const approval = approvalOfRule(policy, asked.rule);
  if (approval === null || account.user === asked.user || account.id === asked.user) return false;
  if (approval.by === 'approvers') return account.role === 'approver';
  const names =
    approval.by === 'responsible' ? responsibleFor(policy, asked.destination) : approval.by;
  return names.some((name) => name === account.id || name === account.user);
}

/** Whether there is anybody to ask. */
export function hasApprovers(policy: Policy, rule: string, destination: Destination): boolean {
  const approval = approvalOfRule(policy, rule);
  if (approval === null) return false;
  return approval.by !== 'responsible' || responsibleFor(policy, destination).length > 0;
}

/** The latest moment that an approval given now may last to. */
export function latestEnd(policy: Policy, rule: string, now: number): number {
  return addDuration(now, approvalOfRule(policy, rule)?.for ?? defaultApprovalPeriod);
}

function responsibleFor({ services = [] }: Policy, destination: Destination): string[] {
  return services
    .filter(({ hosts }) =>
      hosts.some((host) => {
        const parsed = parseMatch(host);
        return parsed.ok && matches(parsed.match, destination, true);
      }),
    )
    .map(({ responsible }) => responsible);
}
