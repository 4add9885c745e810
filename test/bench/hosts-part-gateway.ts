/** The gateway alone in its process, with a list or without: `node hosts-part-gateway.ts FOLDER PORT [SNAPSHOT]`. */
import { readFileSync } from 'node:fs';
import { openAuthority } from '../../proxy/certificates/authority.ts';
import { startGateway } from '../../proxy/gateway/gateway.ts';
import { createLog } from '../../proxy/platform/log.ts';
import { openAuditLog } from '../../proxy/record/audit-log.ts';
import { createRecentDecisions } from '../../proxy/record/recent-decisions.ts';
import { type HostSet, openHostSet } from '../../shared/destination/host-set.ts';
import { compilePolicy } from '../../shared/policy/compile.ts';
import { parsePolicy } from '../../shared/policy/parse.ts';
import { contentOptions } from '../support/content-options.ts';

const [folder = '', port = '', snapshot] = process.argv.slice(2);
const list = '{ id: malware, title: 計測, action: block, owner: x, reason: x, feed: { file: x } }';
// Another port than a scheme's own is open where an entry names it.
const opened = `{ id: measured, title: 計測, action: allow, owner: x, reason: x, entries: ["*:${port}"] }`;
const { policy } = parsePolicy(`
version: 1
organization: { name: 計測市 }
mode: enforce
zones:
  closed: [127.0.0.0/8, 10.0.0.0/8, 192.168.0.0/16]
  open: ["127.0.0.1:${port}"]
destinations:
  default: allow
  lists: [${opened}${snapshot === undefined ? '' : `, ${list}`}]
`);
if (policy === null) throw new Error('policy');
const set = snapshot === undefined ? null : openHostSet(readFileSync(snapshot));
const feeds = new Map<string, HostSet>(set === null ? [] : [['malware', set]]);
const compiled = compilePolicy(policy, { feeds });
const log = createLog('gateway', 'error');
const gateway = await startGateway({
  host: '127.0.0.1',
  port: 0,
  terminal: 'bench',
  policy: () => ({ state: 'fresh', compiled, policy, revision: 1, published: '' }),
  credentials: {
    check: (field) => (field === undefined ? null : { user: 'tanaka', unit: '総務企画部' }),
  },
  audit: await openAuditLog({ folder: `${folder}/audit`, terminal: 'bench', log }),
  recent: createRecentDecisions(),
  authority: await openAuthority(`${folder}/authority`),
  content: contentOptions(),
  resolve: async () => ['127.0.0.1'],
  ownPorts: [],
  log,
});
process.stdout.write(`${gateway.port}\n`);
