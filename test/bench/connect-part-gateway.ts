/** The gateway as the terminal runs it, alone in its process: `node connect-part-gateway.ts FOLDER OPEN-PORT…`. */
import { flushCompileCache } from 'node:module';
import { openAuthority } from '../../proxy/certificates/authority.ts';
import { startGateway } from '../../proxy/gateway/gateway.ts';
import { createLog } from '../../proxy/platform/log.ts';
import { openAuditLog } from '../../proxy/record/audit-log.ts';
import { createRecentDecisions } from '../../proxy/record/recent-decisions.ts';
import { compilePolicy } from '../../shared/policy/compile.ts';
import { parsePolicy } from '../../shared/policy/parse.ts';
import { contentOptions } from '../support/content-options.ts';

const [folder = '', ...ports] = process.argv.slice(2);
const { policy } = parsePolicy(`
version: 1
organization: { name: 計測市 }
mode: enforce
zones:
  closed: [127.0.0.0/8, 10.0.0.0/8, 192.168.0.0/16]
  open: [${ports.map((port) => `"127.0.0.1:${port}"`).join(', ')}]
destinations:
  default: block
  lists:
    - { id: open, title: 計測, action: allow, owner: x, reason: x, entries: [127.0.0.1, go.jp, lg.jp] }
intercept: { default: false }
`);
if (policy === null) throw new Error('policy');
const compiled = compilePolicy(policy);
const log = createLog('gateway', 'error');
const gateway = await startGateway({
  host: '127.0.0.1',
  port: 0,
  policy: () => ({ state: 'fresh', compiled, policy, revision: 1, published: '' }),
  credentials: {
    check: (field) => (field === undefined ? null : { user: 'tanaka', unit: '総務企画部' }),
  },
  audit: await openAuditLog({ folder: `${folder}/audit`, terminal: 'bench', log }),
  recent: createRecentDecisions(),
  authority: await openAuthority(`${folder}/authority`),
  content: contentOptions(),
  ownPorts: [],
  log,
});
process.stdout.write(`${gateway.port}\n`);
// Its end is a kill: what was compiled would be forgotten.
flushCompileCache();
