/** Nothing reaches a closed zone through the gateway: by no spelling, wrapping or answer of a resolver. */
import { describe, expect, test } from 'vitest';
import { classifyAddress, effectiveAddress } from '../../../shared/destination/address.ts';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { connectTo, startBehind } from '../../support/behind-parent.ts';
import { startParent } from '../../support/parent-proxy.ts';
import { openRawClient } from '../../support/raw-client.ts';
import { startRecordingServer } from '../../support/recording-server.ts';
import { readData, withData } from '../../support/shared-data.ts';
import { credentialLine, policyState, startTestGateway } from '../../support/test-gateway.ts';

/** @param port that an entry names: of https others are refused before any address is looked at */
const zones = (open: string, port = 443, more = '') =>
  policyState(`
version: 1
organization: { name: 試験市 }
mode: enforce
zones:
  closed: [0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12, 192.0.0.0/24, 192.0.2.0/24, 192.168.0.0/16, 198.51.100.0/24, 203.0.113.0/24, 198.18.0.0/15, 224.0.0.0/3, "::/127", "fc00::/7", "fe80::/10", "ff00::/8", "2001:db8::/32", "100::/64"]
  open: [${open}]
destinations:
  default: allow
  lists: [{ id: a, title: a, action: allow, owner: a, reason: a, entries: ["rebind.example:${port}"] }]
${more}
`);

const wrapped: [string, string][] = [
  ['dotted', '127.0.0.1'],
  ['another of the range', '127.255.255.254'],
  ['this network', '0.0.0.0'],
  ['IPv6', '[::1]'],
  ['IPv6, unspecified', '[::]'],
  ['mapped', '[::ffff:127.0.0.1]'],
  ['mapped, in hexadecimal', '[::ffff:7f00:1]'],
  ['translated (RFC 2765)', '[::ffff:0:7f00:1]'],
  ['compatible', '[::127.0.0.1]'],
  ['NAT64', '[64:ff9b::7f00:1]'],
  ['NAT64 of a site', '[64:ff9b:1::7f00:1]'],
  ['6to4', '[2002:7f00:1::]'],
  ['Teredo', '[2001:0:1:2:3:4:80ff:fffe]'],
  ['ISATAP', '[2001:db8::5efe:7f00:1]'],
  ['metadata of a cloud', '169.254.169.254'],
  ['a private one in NAT64', '[64:ff9b::10.1.2.3]'],
  ['decimal', '2130706433'],
  ['hexadecimal', '0x7f000001'],
  ['octal', '0177.0.0.01'],
  ['short', '127.1'],
  ['localhost', 'localhost'],
  ['a name below it, with a dot', 'a.localhost.'],
  ['full width', '１２７.０.０.１'],
];

/** To the canary's port, whatever stood there. */
function ways(host: string, port: number): string[] {
  const ascii = /^[\x21-\x7e]+$/.test(host);
  const plain = `GET http://${host}:${port}/ HTTP/1.1\r\nHost: ${host}:${port}\r\n${credentialLine}\r\n`;
  return ascii ? [connectTo(`${host}:${port}`), plain] : [Buffer.from(plain).toString('latin1')];
}

describe('a closed zone is not reached', () => {
  test.each(wrapped)('by an address in the URL: %s', async (_, host) => {
    await using canary = await startRecordingServer();
    await using world = await startTestGateway(zones(''));
    for (const request of ways(host, canary.port)) {
      using client = await openRawClient(world.port);
      client.send(request);
      client.socket.end();
      expect(await client.closed()).toMatch(/^HTTP\/1\.1 40[03] /);
    }
    expect(canary.received).toEqual([]);
    expect(world.audit.decisions().every(({ action }) => action === 'block')).toBe(true);
  });

  const addresses = wrapped.flatMap(([name, host]) => {
    const address = host.replace(/[[\]]/g, '');
    return classifyAddress(address) === null ? [] : [[name, address] as const];
  });
  test.each(addresses)('by the answer of a resolver: %s', async (_, address) => {
    await using canary = await startRecordingServer();
    for (const found of [[address], ['192.0.2.1', address]]) {
      await using world = await startTestGateway(zones('', canary.port), {
        resolve: async () => found,
      });
      for (const request of ways('rebind.example', canary.port)) {
        using client = await openRawClient(world.port);
        client.send(request);
        client.socket.end();
        expect(await client.closed()).toMatch(/^HTTP\/1\.1 403 /);
      }
      expect(world.audit.decisions()).toMatchObject([
        { reason: 'zone-closed' },
        { reason: 'zone-closed' },
      ]);
    }
    expect(canary.received).toEqual([]);
  });

  test('by a scoped address, which nobody can compare', async () => {
    await using world = await startTestGateway(zones(''), { resolve: async () => ['fe80::1%lo'] });
    using client = await openRawClient(world.port);
    client.send(connectTo('scoped.example:443'));
    expect(await client.closed()).toMatch(/^HTTP\/1\.1 403 /);
  });
});

describe('a name that resolves otherwise each time', () => {
  test('is looked up once, and connected to where it was checked', async () => {
    await using site = await startRecordingServer((socket) =>
      socket.once('data', () => socket.write('HTTP/1.1 204 No Content\r\n\r\n')),
    );
    await using canary = await startRecordingServer();
    const answers = [['127.0.0.1'], ['10.0.0.1'], ['127.0.0.1'], ['127.0.0.9']];
    let asked = 0;
    await using world = await startTestGateway(zones(`"127.0.0.1:${site.port}"`, site.port), {
      resolve: async () => answers[asked++] ?? [],
    });
    const [connect = '', plain = ''] = ways('rebind.example', site.port);
    const statuses: string[] = [];
    for (const request of [connect, connect, plain, plain]) {
      using client = await openRawClient(world.port);
      client.send(request);
      statuses.push((await client.until('\r\n\r\n')).slice(9, 12));
    }
    expect(statuses).toEqual(['200', '403', '204', '403']);
    expect(asked).toBe(4);
    expect(site.received).toHaveLength(2);
    expect(canary.received).toEqual([]);
  });
});

test('a redirect into a closed zone is a decision of its own', async () => {
  await using canary = await startRecordingServer();
  await using site = await startRecordingServer((socket) =>
    socket.once('data', () =>
      socket.write(
        `HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:${canary.port}/\r\nContent-Length: 0\r\n\r\n`,
      ),
    ),
  );
  await using world = await startTestGateway(zones(`"127.0.0.1:${site.port}"`));
  using client = await openRawClient(world.port);
  client.send(ways('127.0.0.1', site.port)[1] ?? '');
  const answer = await client.until('\r\n\r\n');
  // The gateway follows nothing by itself: the browser does, and asks again.
  expect(answer).toMatch(/^HTTP\/1\.1 302 /);
  expect(canary.received).toEqual([]);
  const location = /^location: (\S+)/im.exec(answer)?.[1] ?? '';
  client.send(
    `GET ${location} HTTP/1.1\r\nHost: ${new URL(location).host}\r\n${credentialLine}\r\n`,
  );
  await client.until('HTTP/1.1 403 ');
  expect(canary.received).toEqual([]);
  expect(world.audit.decisions()).toMatchObject([
    { action: 'allow' },
    { action: 'block', reason: 'zone-closed' },
  ]);
});

interface Bypass {
  readonly [group: string]: { readonly [part: string]: unknown };
}
const bypass = readData<Bypass>('url/ssrf_bypass_urls.json');
const classified = readData<{ classify_addr: { cases: { ip: string; decision: string }[] } }>(
  'url/ssrf_addresses.json',
);

describe.skipIf(bypass === null)(withData('the collected bypasses', bypass === null), () => {
  const rows = Object.values(bypass ?? {}).flatMap((group) =>
    Object.values(group).flatMap((value) => (Array.isArray(value) ? value : [])),
  ) as (string | { url: string })[];

  test('none reaches a canary in a closed zone, straight or through a proxy above', async () => {
    await using canary = await startRecordingServer();
    await using parent = await startParent();
    await using world = await startTestGateway(zones(''), { resolve: async () => ['127.0.0.1'] });
    await using behind = await startBehind(
      parent.port,
      {},
      { resolve: async ({ host, kind }) => (kind === 'address' ? [host] : ['127.0.0.1']) },
    );
    const upstream = `upstream: { proxy: "http://127.0.0.1:${parent.port}" }`;
    behind.setPolicy(zones('', 443, upstream));
    let tried = 0;
    for (const row of rows) {
      const text = typeof row === 'string' ? row : row.url;
      const [, before = '', host = '', after = ''] =
        /^(\w+:\/*(?:[^/?#@]*@)?)(\[[^\]]*\]|[^/:?#\\]*)(?::\d+)?(.*)$/s.exec(text) ?? [];
      const parsed = parseDestination(text);
      // A public address would be asked for in earnest.
      if (parsed.ok && classifyAddress(parsed.destination.host) === 'public') continue;
      tried++;
      const url = `${before}${host}:${canary.port}${after}`;
      const requests = [
        `GET ${url} HTTP/1.1\r\nHost: ${host}:${canary.port}\r\n${credentialLine}\r\n`,
        connectTo(`${host}:${canary.port}`),
      ];
      for (const { port } of [world, behind]) {
        for (const request of requests) {
          using client = await openRawClient(port);
          client.send(Buffer.from(request));
          client.socket.end();
          expect(await client.closed(), url).toMatch(/^HTTP\/1\.1 4\d\d /);
        }
      }
    }
    expect(tried).toBeGreaterThan(50);
    expect(canary.received).toEqual([]);
    expect(parent.connections()).toBe(0);
    for (const { audit } of [world, behind]) {
      expect(audit.decisions().every(({ action }) => action === 'block')).toBe(true);
    }
  });
});

describe.skipIf(classified === null)(
  withData('the collected addresses', classified === null),
  () => {
    const inside = (classified?.classify_addr.cases ?? [])
      .map(({ ip }) => ip)
      .filter((ip) => !['public', null].includes(classifyAddress(effectiveAddress(ip) ?? ip)));
    test('none that is not public is reached, written or resolved', async () => {
      await using canary = await startRecordingServer();
      for (const ip of new Set(inside)) {
        await using world = await startTestGateway(zones(''), { resolve: async () => [ip] });
        const host = ip.includes(':') ? `[${ip}]` : ip;
        for (const authority of [`${host}:${canary.port}`, `name.example:${canary.port}`]) {
          using client = await openRawClient(world.port);
          client.send(connectTo(authority));
          expect(await client.closed(), authority).toMatch(/^HTTP\/1\.1 40[03] /);
        }
      }
      expect(inside.length).toBeGreaterThan(5);
      expect(canary.received).toEqual([]);
    });
  },
);
