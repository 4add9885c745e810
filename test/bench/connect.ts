/**
 * CONNECT beside Debian's squid at its best (no cache, no log) in alternating rounds, while the
 * gateway decides, authenticates and records durably. Loopback; ratios inside one run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { download, openAndClose, openTunnel, startSites, upload } from './connect-part-load.ts';
import { type ProxyProcess, startGatewayProcess, startSquid } from './connect-part-proxies.ts';

const rounds = 7;
const lastsMs = 1_500;
const atOnce = 64;
const idle = 2_000;

interface Measured {
  readonly rate: number;
  readonly cpu: number;
  readonly down: number;
  readonly up: number;
}

export async function run(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sekisho-bench-'));
  try {
    using sites = await startSites();
    // The first start compiles.
    const first = await startGatewayProcess(path.join(folder, 'first'), []);
    first[Symbol.dispose]();
    using gateway = await startGatewayProcess(folder, [sites.echo, sites.pour, sites.sink]);
    using squid = await startSquid(folder);
    const proxies = squid === null ? [gateway] : [gateway, squid];
    if (squid === null) print('squid is not installed here: only the gateway is measured');
    for (const { name, startMs, memory } of proxies) {
      print(`${name}: started in ${startMs.toFixed(0)} ms, fresh ${memory().toFixed(0)} MB`);
    }
    const measured = new Map<ProxyProcess, Measured[]>(proxies.map((proxy) => [proxy, []]));
    for (const proxy of proxies) await openAndClose(proxy.port, sites.echo, 500, atOnce);
    for (let round = 0; round < rounds; round++) {
      for (const proxy of proxies) {
        const cpuBefore = proxy.cpu();
        const began = performance.now();
        const count = await openAndClose(proxy.port, sites.echo, lastsMs, atOnce);
        const rate = count / ((performance.now() - began) / 1000);
        const cpu = ((proxy.cpu() - cpuBefore) / count) * 1e6;
        const down = await download(proxy.port, sites.pour, lastsMs / 2);
        const up = await upload(proxy.port, sites.sink, lastsMs / 2);
        measured.get(proxy)?.push({ rate, cpu, down, up });
      }
    }
    for (const [proxy, all] of measured) {
      const middle = (key: keyof Measured) => median(all.map((each) => each[key]));
      print(
        `${proxy.name}: ${middle('rate').toFixed(0)} CONNECT/s, ${middle('cpu').toFixed(0)} µs of processor each, ` +
          `down ${middle('down').toFixed(0)} MB/s, up ${middle('up').toFixed(0)} MB/s, ` +
          `after load ${proxy.memory().toFixed(0)} MB`,
      );
    }
    const [own, theirs] = proxies.map((proxy) => measured.get(proxy) ?? []);
    if (theirs !== undefined) {
      for (const key of ['rate', 'cpu', 'down', 'up'] as const) {
        const ratios = (own ?? []).map((each, i) => each[key] / (theirs[i]?.[key] ?? Number.NaN));
        print(`gateway ÷ squid, ${key}: ${spread(ratios)}`);
      }
    }
    for (const proxy of proxies) {
      const before = proxy.memory();
      const sockets = await Promise.all(
        Array.from({ length: idle }, () => openTunnel(proxy.port, sites.echo)),
      );
      const each = ((proxy.memory() - before) * 1024) / idle;
      print(
        `${proxy.name}: ${idle} idle tunnels ${proxy.memory().toFixed(0)} MB (+${each.toFixed(1)} KB each)`,
      );
      for (const socket of sockets) socket.destroy();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function spread(values: readonly number[]): string {
  const two = (value: number) => value.toFixed(2);
  return `${two(Math.min(...values))} / ${two(median(values))} / ${two(Math.max(...values))} (min / median / max of ${values.length})`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
