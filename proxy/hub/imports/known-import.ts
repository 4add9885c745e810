/** An account whose own list of posts the policy has read. */
import type { Import } from '../../../shared/policy/import-schema.ts';
import type { Change } from '../records/hub-audit.ts';

export interface KnownImport {
  readonly service: string;
  readonly account: string;
  readonly source: Import;
}

/** What happened with it, for the audit log. */
export function changeOf(
  act: Change['act'],
  { service, account }: KnownImport,
  more: Partial<Change> = {},
): Change {
  return { act, actor: null, subject: `${service} ${account}`, ...more };
}
