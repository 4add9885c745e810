/**
 * A terminal's drafts in a process of their own, to be killed. Arguments: folder, hub, its token, its
 * id. Told a draft over IPC it asks for it and tells its state; told nothing, it lists them.
 */
import path from 'node:path';
import { openPostingDrafts } from '../../proxy/link/posting-drafts.ts';
import { createLog } from '../../proxy/platform/log.ts';
import { openAuditLog } from '../../proxy/record/audit-log.ts';
import { createHubClient } from '../../proxy/terminal/hub-client.ts';
import type { DraftBody } from '../../shared/protocol/drafts.ts';

const [folder = '', url = '', token = '', terminal = ''] = process.argv.slice(2);
const log = createLog('terminal', 'silent');
const audit = await openAuditLog({ folder: path.join(folder, 'audit'), terminal, log });
const hub = createHubClient({ url, token: () => token, waiting: () => 0 });
const file = path.join(folder, 'posting-drafts.json');
const drafts = await openPostingDrafts({ file, hub, audit, now: Date.now, log, every: 100 });

process.on('message', (body: DraftBody | null) => {
  const answer = body === null ? drafts.list('tanaka') : drafts.write(body);
  void Promise.resolve(answer).then((told) => process.send?.(told));
});
process.send?.('ready');
