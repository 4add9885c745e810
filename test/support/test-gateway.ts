/** A gateway on a free port with a policy of the test's own, an audit log in memory and one person. */
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type CertificateAuthority, openAuthority } from '../../proxy/certificates/authority.ts';
import { type Gateway, type GatewayOptions, startGateway } from '../../proxy/gateway/gateway.ts';
import { createLog } from '../../proxy/platform/log.ts';
import {
  createRecentDecisions,
  type RecentDecisions,
} from '../../proxy/record/recent-decisions.ts';
import { compilePolicy } from '../../shared/policy/compile.ts';
import { parsePolicy } from '../../shared/policy/parse.ts';
import type { PolicyState } from '../../shared/policy/policy-state.ts';
import { contentOptions } from './content-options.ts';
import { createMemoryAuditLog, type MemoryAuditLog } from './memory-audit-log.ts';

export interface TestGateway extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly port: number;
  readonly audit: MemoryAuditLog;
  readonly recent: RecentDecisions;
  readonly authority: CertificateAuthority;
  setPolicy(state: PolicyState): void;
}

const password = ['a', 'test', 'password'].join('-');
export const proxyAuthorization = `Basic ${Buffer.from(`tanaka:${password}`).toString('base64')}`;
/** The field as a line of a header block. */
export const credentialLine = `Proxy-Authorization: ${proxyAuthorization}\r\n`;

/** @throws Error with every problem of the policy */
export function policyState(yaml: string): PolicyState {
  const { policy, problems } = parsePolicy(yaml);
  if (policy === null) throw new Error(JSON.stringify(problems));
  return {
    state: 'fresh',
    compiled: compilePolicy(policy),
    policy,
    revision: 7,
    published: '2026-11-01T00:00:00.000Z',
  };
}

export interface TestPolicy {
  readonly open?: readonly number[];
  readonly lists?: string;
  readonly default?: 'allow' | 'block' | 'warn';
  readonly mode?: 'observe' | 'enforce';
  readonly withoutCredential?: readonly string[];
  readonly intercept?: string;
  /** Further keys of the document, as lines. */
  readonly more?: string;
}

/** Everything is open but the closed zones, in which the given ports of 127.0.0.1 are open. */
export function testPolicy(policy: TestPolicy): PolicyState {
  const open = (policy.open ?? []).map((port) => `"127.0.0.1:${port}"`).join(', ');
  const without = (policy.withoutCredential ?? []).map((text) => `"${text}"`).join(', ');
  return policyState(`
version: 1
organization: { name: 試験市 }
mode: ${policy.mode ?? 'enforce'}
zones:
  closed: [127.0.0.0/8, 10.0.0.0/8, "::1/128"]
  open: [${open}]
destinations:
  default: ${policy.default ?? 'allow'}
  withoutCredential: [${without}]
  lists: [${policy.lists ?? ''}]
intercept: ${policy.intercept ?? '{ default: false }'}
${policy.more ?? ''}
`);
}

export async function startTestGateway(
  state: PolicyState,
  options: Partial<GatewayOptions> = {},
): Promise<TestGateway> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'gateway-'));
  const audit = createMemoryAuditLog();
  const recent = createRecentDecisions();
  const authority = await openAuthority(folder);
  let policy = state;
  const gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    terminal: null,
    policy: () => policy,
    credentials: {
      check: (field) =>
        field === proxyAuthorization ? { user: 'tanaka', unit: '総務企画部' } : null,
    },
    audit,
    recent,
    authority,
    content: contentOptions(),
    ownPorts: [],
    log: createLog('gateway', 'silent'),
    ...options,
  });
  return {
    gateway,
    port: gateway.port,
    audit,
    recent,
    authority,
    setPolicy(next) {
      policy = next;
    },
    async [Symbol.asyncDispose]() {
      await gateway[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
