/** A gateway whose policy has an `upstream` on loopback, and the ways to ask it for something. */
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { GatewayOptions } from '../../proxy/gateway/gateway.ts';
import { openRawClient, type RawClient, rawClient } from './raw-client.ts';
import {
  credentialLine,
  startTestGateway,
  type TestGateway,
  type TestPolicy,
  testPolicy,
} from './test-gateway.ts';

export interface BehindParent extends TestPolicy {
  readonly scheme?: 'http' | 'https';
  readonly host?: string;
  readonly user?: string;
  readonly except?: readonly string[];
}

export function parentPolicy(port: number, policy: BehindParent = {}) {
  const { scheme = 'http', host = '127.0.0.1', user, except = [] } = policy;
  const credential = user === undefined ? '' : `, credential: { user: ${user} }`;
  const list = except.map((text) => `"${text}"`).join(', ');
  return testPolicy({
    ...policy,
    more: `upstream: { proxy: "${scheme}://${host}:${port}"${credential}, except: [${list}] }\n${policy.more ?? ''}`,
  });
}

/** The names of these tests are nobody's: no resolver knows them. */
export const unknownNames: NonNullable<GatewayOptions['resolve']> = async ({ host, kind }) => {
  if (kind === 'address') return [host];
  throw Object.assign(new Error(host), { code: 'ENOTFOUND' });
};

export const startBehind = (
  port: number,
  policy: BehindParent = {},
  options: Partial<GatewayOptions> = {},
): Promise<TestGateway> =>
  startTestGateway(parentPolicy(port, policy), { resolve: unknownNames, ...options });

export const connectTo = (authority: string) =>
  `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${credentialLine}\r\n`;

export const getAbsolute = (url: string, lines = '') =>
  `GET ${url} HTTP/1.1\r\nHost: ${new URL(url).host}\r\n${credentialLine}${lines}\r\n`;

/** CONNECT, then TLS in which the gateway's authority is trusted. */
export async function openInside(
  world: TestGateway,
  authority: string,
  servername = authority.replace(/:\d+$/, ''),
  ALPNProtocols: string[] = ['http/1.1'],
): Promise<{ client: RawClient; socket: TLSSocket }> {
  const raw = await openRawClient(world.port);
  raw.send(connectTo(authority));
  await raw.until('200 Connection Established\r\n\r\n');
  raw.socket.removeAllListeners('data');
  // Of another name no certificate of the gateway's would be good.
  const how = {
    servername,
    ALPNProtocols,
    ca: world.authority.caPem,
    checkServerIdentity: () => undefined,
  };
  const socket = connectTls({ socket: raw.socket, ...how });
  const client = rawClient(socket);
  await new Promise((resolve) => socket.once('secureConnect', resolve).once('close', resolve));
  return { client, socket };
}
