/**
 * Opened tunnels beside Debian's squid-openssl (`ssl_bump bump all`, no cache, no log) in alternating
 * rounds, while the gateway decides and records each request durably. Loopback; ratios inside one run.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { authorityFile, openAuthority } from '../../proxy/certificates/authority.ts';
import { type ProxyProcess, startGatewayProcess, startSquid } from './connect-part-proxies.ts';
import { handshake, request, startSecureSite } from './intercept-part-load.ts';

const rounds = 7;
const lastsMs = 1_500;
const atOnce = 16;
/** Before anything is measured, of each proxy: what a gateway does all day is compiled by then. */
const warm = { requests: 6_000, handshakes: 1_000, atMostMs: 60_000 };

const explanation = `requests: GET, 1 KB back, ${atOnce} connections that are open before the clock starts; both proxies keep theirs to the site
handshakes: CONNECT, a full TLS 1.3 handshake (no resumption), one request, closed; both proxies keep theirs to the site, so none of those is in it
gateway: credential, decision and durable record of every request; squid: "allow all", no log, no cache, one process and its certificate helpers
squid has the gateway's own kind of key (P-256); squid-rsa one as squid's documentation makes it (RSA 2048), for the handshakes alone
warmed up with ${warm.requests} requests and ${warm.handshakes} handshakes each; memory is PSS, helpers included`;

interface Measured {
  readonly rate: number;
  readonly cpu: number;
  readonly handshakeRate: number;
  readonly handshakeCpu: number;
}

export async function run(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sekisho-bench-'));
  try {
    const sites = path.join(folder, 'sites');
    const trustFile = path.join(folder, 'trusted.pem');
    mkdirSync(sites);
    const authority = await openAuthority(sites);
    writeFileSync(trustFile, authority.caPem);
    chmodSync(folder, 0o755);
    chmodSync(sites, 0o755);
    chmodSync(path.join(sites, authorityFile), 0o644);
    using site = await startSecureSite(authority.contextFor('127.0.0.1'));
    const environment = { NODE_EXTRA_CA_CERTS: trustFile };
    const first = await startGatewayProcess(path.join(folder, 'first'), [], 'open', environment);
    first[Symbol.dispose]();
    using gateway = await startGatewayProcess(folder, [site.port], 'open', environment);
    // Its authority is the sites' own here: whose it is costs nothing.
    const bumping = { authorityFile: path.join(sites, authorityFile), trustFile };
    using squid = await startSquid(folder, bumping);
    using rsa = squid === null ? null : await startSquidWithRsa(folder, trustFile);
    if (squid === null) print('squid-openssl is not installed here: only the gateway is measured');
    print(explanation);
    const proxies = [gateway, squid, rsa].filter((each) => each !== null);
    const measured = new Map<ProxyProcess, Measured[]>(proxies.map((proxy) => [proxy, []]));
    const load = {
      requests: (proxy: ProxyProcess, ms: number) => request(proxy.port, site.port, ms, atOnce),
      handshakes: (proxy: ProxyProcess, ms: number) => handshake(proxy.port, site.port, ms, atOnce),
    };
    for (const proxy of proxies) {
      for (const kind of ['requests', 'handshakes'] as const) {
        const end = performance.now() + warm.atMostMs;
        for (let count = 0; count < warm[kind] && performance.now() < end; ) {
          count += (await load[kind](proxy, lastsMs)).count;
        }
      }
    }
    const theirHandshakes = new Map(proxies.map((proxy) => [proxy, 0]));
    for (let round = 0; round < rounds; round++) {
      for (const [proxy, all] of measured) {
        const asked = await timed(proxy, (cpu) =>
          request(proxy.port, site.port, lastsMs, atOnce, cpu),
        );
        const before = site.handshakes;
        const opened = await timed(proxy, (cpu) =>
          handshake(proxy.port, site.port, lastsMs, atOnce, cpu),
        );
        const more = site.handshakes - before;
        theirHandshakes.set(proxy, (theirHandshakes.get(proxy) ?? 0) + more);
        const { rate, cpu } = asked;
        all.push({ rate, cpu, handshakeRate: opened.rate, handshakeCpu: opened.cpu });
      }
    }
    for (const [proxy, all] of measured) {
      const middle = (key: keyof Measured) => median(all.map((each) => each[key])).toFixed(0);
      print(
        `${proxy.name}: ${middle('rate')} requests/s, ${middle('cpu')} µs of processor each; ` +
          `${middle('handshakeRate')} handshakes with a request/s, ${middle('handshakeCpu')} µs each ` +
          `(${theirHandshakes.get(proxy)} with the site meanwhile); after load ${proxy.memory().toFixed(0)} MB`,
      );
    }
    const own = measured.get(gateway) ?? [];
    for (const [proxy, theirs] of measured) {
      if (proxy === gateway) continue;
      for (const key of ['rate', 'cpu', 'handshakeRate', 'handshakeCpu'] as const) {
        if (proxy === rsa && !key.startsWith('handshake')) continue;
        const ratios = own.map((each, i) => each[key] / (theirs[i]?.[key] ?? Number.NaN));
        const [least, most] = [Math.min(...ratios), Math.max(...ratios)];
        print(
          `gateway ÷ ${proxy.name}, ${key}: ${least.toFixed(2)} / ${median(ratios).toFixed(2)} / ${most.toFixed(2)} (min / median / max of ${ratios.length})`,
        );
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** null where this machine has no openssl to make the key with. */
async function startSquidWithRsa(folder: string, trustFile: string): Promise<ProxyProcess | null> {
  const home = path.join(folder, 'rsa');
  mkdirSync(home);
  const file = path.join(home, 'authority.pem');
  const words =
    'req -new -newkey rsa:2048 -sha256 -days 365 -nodes -x509 -extensions v3_ca -subj /CN=bench';
  const made = spawnSync('openssl', [...words.split(' '), '-keyout', file, '-out', `${file}.crt`]);
  if (made.status !== 0) return null;
  const certificate = spawnSync('openssl', ['x509', '-in', `${file}.crt`], { encoding: 'utf8' });
  writeFileSync(file, certificate.stdout, { flag: 'a' });
  chmodSync(file, 0o644);
  const started = await startSquid(home, { authorityFile: file, trustFile });
  return started && { ...started, name: 'squid-rsa' };
}

/** @param work takes the clock of the processor, and reads it before and after what counts */
async function timed(
  proxy: ProxyProcess,
  work: (cpu: () => number) => Promise<{ count: number; seconds: number; cpu: number }>,
) {
  const { count, seconds, cpu } = await work(proxy.cpu);
  return { rate: count / seconds, cpu: (cpu / count) * 1e6 };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
