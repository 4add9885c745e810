/** An account whose own list of posts the policy has read. */
import type { Import } from '../../../shared/policy/import-schema.ts';
import type { Change, HubAudit } from '../records/hub-audit.ts';
import type { ImportStore } from '../store/import-store.ts';

export interface KnownImport {
  readonly service: string;
  readonly account: string;
  readonly source: Import;
}

/** What the posts of a list are held against. */
export interface ImportLog {
  readonly store: ImportStore;
  readonly audit: Pick<HubAudit, 'left' | 'settle'>;
  readonly now: () => number;
}

/** What happened with it, for the audit log. */
export function changeOf(
  act: Change['act'],
  { service, account }: KnownImport,
  more: Partial<Change> = {},
): Change {
  return { act, actor: null, subject: `${service} ${account}`, ...more };
}
