/** The gateway as the terminal runs it, alone in its process: `node connect-part-gateway.ts FOLDER MODE OPEN-PORT…`. */
import { flushCompileCache } from 'node:module';
import { openAuthority } from '../../proxy/certificates/authority.ts';
import { startGateway } from '../../proxy/gateway/gateway.ts';
import { startPool } from '../../proxy/inspection/pool.ts';
import { createLog } from '../../proxy/platform/log.ts';
import { openAuditLog } from '../../proxy/record/audit-log.ts';
import { openContentKeys } from '../../proxy/record/content-keys.ts';
import { createRecentDecisions } from '../../proxy/record/recent-decisions.ts';
import { compilePolicy } from '../../shared/policy/compile.ts';
import { parsePolicy } from '../../shared/policy/parse.ts';

const [folder = '', mode = 'tunnel', ...ports] = process.argv.slice(2);
// `tunnel`: nothing is read; `open`: requests are; `look`: and what is in them.
const uploads =
  mode === 'look' ? 'uploads: { rules: [{ level: ["3A"], to: any, action: block }] }' : '';
// Another port than a scheme's own is open where an entry names it.
const addresses = ports.map((port) => `"127.0.0.1:${port}"`);
const { policy } = parsePolicy(`
version: 1
organization: { name: 計測市 }
mode: enforce
zones:
  closed: [127.0.0.0/8, 10.0.0.0/8, 192.168.0.0/16]
  open: [${addresses.join(', ')}]
destinations:
  default: block
  lists:
    - { id: open, title: 計測, action: allow, owner: x, reason: x, entries: [${[...addresses, 'go.jp', 'lg.jp'].join(', ')}] }
intercept: { default: ${mode !== 'tunnel'} }
${uploads}
`);
if (policy === null) throw new Error('policy');
const compiled = compilePolicy(policy);
const log = createLog('gateway', 'error');
const pool = startPool({ size: mode === 'look' ? 2 : 0 });
const gateway = await startGateway({
  host: '127.0.0.1',
  port: 0,
  terminal: null,
  policy: () => ({ state: 'fresh', compiled, policy, revision: 1, published: '' }),
  credentials: {
    check: (field) => (field === undefined ? null : { user: 'tanaka', unit: '総務企画部' }),
  },
  audit: await openAuditLog({ folder: `${folder}/audit`, terminal: 'bench', log }),
  recent: createRecentDecisions(),
  authority: await openAuthority(`${folder}/authority`),
  content: {
    inspectRequest: pool.inspectRequest,
    keys: await openContentKeys(`${folder}/content-keys.json`),
    opened: { see: () => null, use: () => {} },
    takeAcknowledged: () => null,
  },
  ownPorts: [],
  log,
});
process.stdout.write(`${gateway.port}\n`);
// Its end is a kill: what was compiled would be forgotten.
flushCompileCache();
