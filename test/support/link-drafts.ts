/** What a test's link keeps of drafts. */
import path from 'node:path';
import type { DraftHub } from '../../proxy/link/hub-link.ts';
import type { LinkOptions } from '../../proxy/link/link.ts';
import { openPostingDrafts } from '../../proxy/link/posting-drafts.ts';
import { createHeldPostings } from '../../proxy/record/held-postings.ts';
import type { AuditRecord } from '../../shared/audit/record.ts';
import { draftHub } from './draft-hub.ts';
import type { MemoryRecords } from './running-link.ts';

export interface LinkChanges {
  /** Milliseconds that a credential is good for. */
  life?: number;
  records?: AuditRecord[];
  draftHub?: DraftHub;
}

export async function linkDrafts(
  stack: AsyncDisposableStack,
  folder: string,
  audit: MemoryRecords,
  options: { hub: DraftHub | undefined; now: () => number; log: LinkOptions['log'] },
): Promise<Pick<LinkOptions, 'drafts' | 'postings'>> {
  const { hub = draftHub(), now, log } = options;
  const drafts = await openPostingDrafts({
    file: path.join(folder, 'posting-drafts.json'),
    hub,
    audit: Object.assign(audit, { terminal: 'terminal-1' }),
    now,
    log,
    every: 200,
  });
  stack.use(drafts);
  return { drafts, postings: createHeldPostings({ now }) };
}
