/**
 * A terminal in a process of its own, to be killed: audit log, drafts and gateway of the product, in
 * a folder that stays. Arguments: folder, hub, its token, its id, the port of the SNS.
 */
import path from 'node:path';
import { createUploadedFiles } from '../../proxy/gateway/uploaded-files.ts';
import { openPostingDrafts } from '../../proxy/link/posting-drafts.ts';
import { createLog } from '../../proxy/platform/log.ts';
import { openAuditLog } from '../../proxy/record/audit-log.ts';
import { createHeldPostings } from '../../proxy/record/held-postings.ts';
import { createHubClient } from '../../proxy/terminal/hub-client.ts';
import { contentOptions } from './content-options.ts';
import { lookingPolicy } from './looking-policy.ts';
import { startTestGateway } from './test-gateway.ts';

const [folder = '', url = '', token = '', terminal = '', port = ''] = process.argv.slice(2);
const log = createLog('terminal', 'silent');
const audit = await openAuditLog({ folder: path.join(folder, 'audit'), terminal, log });
const hub = createHubClient({ url, token: () => token, waiting: () => 0 });
const file = path.join(folder, 'posting-drafts.json');
const drafts = await openPostingDrafts({ file, hub, audit, now: Date.now, log, every: 100 });
await drafts.refresh(2_000);
const rule =
  '{ service: bluesky, responsible: kacho, accounts: [{ name: yokote.example, ids: ["did:plc:yokote"], posters: [tanaka] }], approval: before }';
const held = createHeldPostings({ now: Date.now });
const world = await startTestGateway(
  lookingPolicy([Number(port)], { more: `posting: [${rule}]` }),
  {
    resolve: () => Promise.resolve(['127.0.0.1']),
    audit,
    content: contentOptions({ gate: { drafts, held, files: createUploadedFiles() } }),
  },
);
process.send?.({ port: world.port });
