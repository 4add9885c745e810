/** What `sekisho enroll` was asked for → the grant of a one-time code, or what to mend. */
import { holdsLongNumber } from '../../shared/audit/mask.ts';
import type { Policy } from '../../shared/policy/schema.ts';
import type { EnrolmentGrant } from './enrolment-codes.ts';

export interface EnrolRequest {
  readonly user: string;
  readonly unit?: string | undefined;
  readonly name?: string | undefined;
  /** `30m`, `1h`, `7d`. */
  readonly expires: string;
  readonly shared: boolean;
}

export type MadeGrant =
  | { readonly grant: EnrolmentGrant; readonly unit: string | null }
  | { readonly problem: string };

const longest = 7 * 24 * 3_600_000;
const units = { m: 60_000, h: 3_600_000, d: 24 * 3_600_000 } as const;

/** @param policy of this terminal; null where there is none yet: then nobody can be checked */
export function makeGrant(request: EnrolRequest, policy: Policy | null, now: number): MadeGrant {
  const { user, unit, shared } = request;
  const life = period(request.expires);
  if (life === null) {
    return problem(
      `--expires ${request.expires} は使えません。30m、1h、7d のように7日まで`,
      `--expires ${request.expires} is no period: write 30m, 1h or up to 7d`,
    );
  }
  if (user.length === 0 || user.length > 100) {
    return problem('--user は1〜100文字', '--user takes 1 to 100 characters');
  }
  if (holdsLongNumber(`${user} ${request.name ?? ''} ${unit ?? ''}`)) {
    return problem(
      '--user・--name・--unit に12桁以上の番号は使えません。記録に残るためです',
      '--user, --name and --unit take no number of 12 digits or more: they stand in the records',
    );
  }
  const users = policy?.users ?? [];
  const known = users.find(({ id }) => id === user);
  if (users.length > 0 && known === undefined) {
    return problem(
      `ポリシーに ${user} はいません。いる人: ${listed(users.map(({ id }) => id))}`,
      `the policy has no user ${user}: use one of those, or add the user in the console first`,
    );
  }
  const unitProblem = unit === undefined ? null : checkUnit(unit, known, policy);
  if (unitProblem !== null) return unitProblem;
  return {
    grant: {
      v: 1,
      user,
      unit: unit ?? null,
      name: request.name ?? null,
      shared,
      expires: new Date(now + life).toISOString(),
    },
    unit: known?.unit ?? unit ?? null,
  };
}

function checkUnit(
  unit: string,
  known: NonNullable<Policy['users']>[number] | undefined,
  policy: Policy | null,
): MadeGrant | null {
  const there = policy?.units ?? [];
  if (there.length > 0 && !there.includes(unit)) {
    return problem(
      `ポリシーに部署 ${unit} はありません。ある部署: ${listed(there)}`,
      `the policy has no unit ${unit}: use one of those, or add the unit in the console first`,
    );
  }
  if (known?.unit !== undefined && known.unit !== unit) {
    return problem(
      `ポリシーでは ${known.id} の部署は ${known.unit} です。--unit を外すか、ポリシーを直してください`,
      `the policy has ${known.id} in ${known.unit}: leave --unit out, or change the policy`,
    );
  }
  return null;
}

function period(text: string): number | null {
  const [, count, unit] = /^([1-9]\d{0,4})([mhd])$/.exec(text) ?? [];
  if (count === undefined || unit === undefined) return null;
  const life = Number(count) * units[unit as keyof typeof units];
  return life <= longest ? life : null;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 20).join(', ');
  return names.length > 20 ? `${shown} … (${names.length})` : shown;
}

function problem(japanese: string, english: string): MadeGrant {
  return { problem: `${japanese} / ${english}` };
}
