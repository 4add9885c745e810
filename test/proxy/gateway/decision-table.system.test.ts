/**
 * The one table of cases through a gateway, as a browser sends each: in plain, by CONNECT, inside
 * an opened tunnel, as a WebSocket. No name is resolved, so that nothing leaves.
 */
import { once } from 'node:events';
import { connect as connectTls } from 'node:tls';
import { expect, test } from 'vitest';
import type { Credential } from '../../../proxy/gateway/barrier.ts';
import { GatewayError } from '../../../proxy/gateway/statuses.ts';
import type { DecisionRecord } from '../../../shared/audit/record.ts';
import { compilePolicy } from '../../../shared/policy/compile.ts';
import type { PolicyState } from '../../../shared/policy/policy-state.ts';
import { type DecisionRow, decisionRows, readPolicy } from '../../support/decision-rows.ts';
import { openRawClient, type RawClient, rawClient } from '../../support/raw-client.ts';
import { look } from '../../support/reference-match.ts';
import { readUrl } from '../../support/reference-url.ts';
import { credentialLine, startTestGateway, type TestGateway } from '../../support/test-gateway.ts';

/** What a browser sends to a proxy at all. */
const cases = decisionRows.filter(
  (row) =>
    row.request.URLBlocklist === undefined &&
    row.request.URLAllowlist === undefined &&
    row.expected.reason !== 'malformed' &&
    /^(?:https?|wss?):$/.test(new URL(row.request.url).protocol) &&
    !isUnread(row),
);
const groupOf = ({ policy, request }: DecisionRow) =>
  JSON.stringify([policy, request.terminal ?? null]);
const groups = [...new Set(cases.map(groupOf))].map(
  (group) => [group, cases.filter((row) => groupOf(row) === group)] as const,
);

function stateOf(name: string): PolicyState {
  const policy = readPolicy(name);
  const compiled = compilePolicy(policy);
  return { state: 'fresh', compiled, policy, revision: 1, published: '2026-11-24T00:00:00.000Z' };
}

/** Tunnels that nobody opens: of them the host alone is decided on (decideConnect). */
function isUnread({ policy, request }: DecisionRow): boolean {
  const url = readUrl(request.url);
  const except = readPolicy(policy).intercept?.except ?? [];
  return (
    (url.scheme === 'https' || url.scheme === 'wss') &&
    except.some(({ match }) => look(match, url, true).takes)
  );
}

test('nearly all rows go through the gateway', () => {
  expect(cases.length).toBeGreaterThan(decisionRows.length * 0.75);
});

test.each(groups)('%s', async (group, rows) => {
  const [name, terminal] = JSON.parse(group) as [string, string | null];
  let current: DecisionRow['request'] = { url: '', at: '' };
  const check = (): Credential => ({ user: current.user ?? null, unit: current.unit ?? null });
  await using world = await startTestGateway(stateOf(name), {
    terminal,
    credentials: { check },
    now: () => Date.parse(current.at),
    resolve: () => Promise.reject(new GatewayError('ENOTFOUND')),
  });
  for (const row of rows) {
    current = row.request;
    const before = world.audit.decisions().length;
    await send(row.request, world);
    const [made, ...more] = world.audit.decisions().slice(before) as DecisionRecord[];
    const { action, reason, rule, clause, would = null } = row.expected;
    expect([row.name, more]).toEqual([row.name, []]);
    // A refused CONNECT shows the host alone: another entry may have said the same of the path.
    const said =
      made?.act === 'connect' ? { action, would } : { action, reason, rule, clause, would };
    expect({ name: row.name, ...made }).toMatchObject({ name: row.name, ...said });
  }
});

async function send(request: DecisionRow['request'], world: TestGateway): Promise<void> {
  const url = new URL(request.url);
  const isUpgrade = url.protocol.startsWith('ws');
  const isSecure = url.protocol === 'https:' || url.protocol === 'wss:';
  using client = await openRawClient(world.port);
  if (!isSecure) {
    const target = `http://${url.host}${url.pathname}${url.search}`;
    client.send(block(request, target, url.host, isUpgrade, credentialLine));
    await client.until('\r\n\r\n');
    return;
  }
  const authority = `${url.hostname}:${url.port || 443}`;
  client.send(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${credentialLine}\r\n`);
  if (!(await client.until('\r\n\r\n')).startsWith('HTTP/1.1 200')) return;
  using secure = await openTls(client, url.hostname);
  secure.send(block(request, `${url.pathname}${url.search}`, url.host, isUpgrade, ''));
  await secure.until('\r\n\r\n');
}

async function openTls(client: RawClient, host: string): Promise<RawClient> {
  client.socket.removeAllListeners('data');
  const isName = /[a-z]$/i.test(host.replace(/\.$/, ''));
  const socket = connectTls({
    socket: client.socket,
    rejectUnauthorized: false,
    ...(isName && { servername: host.replace(/\.$/, '') }),
  });
  await once(socket, 'secureConnect');
  return rawClient(socket);
}

/** As a browser tells who asks: a page by its Referer, what a person opens by its destination. */
function block(
  { method = 'GET', initiator }: DecisionRow['request'],
  target: string,
  host: string,
  isUpgrade: boolean,
  more: string,
): string {
  const page = initiator?.includes('://') ? initiator : `https://${initiator}/`;
  const asking = initiator === undefined ? 'Sec-Fetch-Dest: document' : `Referer: ${page}`;
  const upgrade =
    'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
  const body = /^(?:GET|HEAD|OPTIONS)$/.test(method) ? '' : 'Content-Length: 0\r\n';
  return `${method} ${target} HTTP/1.1\r\nHost: ${host}\r\n${more}${asking}\r\n${isUpgrade ? upgrade : body}\r\n`;
}
