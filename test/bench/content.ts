/**
 * What looking at content costs: small GETs and POSTs and large uploads through opened tunnels, with
 * a policy that looks at uploads and with one that does not, in alternating rounds. The requests are
 * plain HTTP inside the tunnels: TLS would cost both alike. Loopback; ratios inside one run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { openTunnel } from './connect-part-load.ts';
import { type ProxyProcess, startGatewayProcess } from './connect-part-proxies.ts';

const rounds = 5;
const lastsMs = 1_500;
const atOnce = 16;
const form = Buffer.from('title=%E9%9B%AA%E3%81%BE%E3%81%A4%E3%82%8A&place=yokote&page=2');
const line = '横手市の広報によれば、次の催しは市民会館で開かれます。\n';
const mega = Buffer.from(line.repeat(1_000_000 / Buffer.byteLength(line)));

interface Wanted {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly body: readonly Buffer[];
  readonly atOnce: number;
}

const small: readonly Wanted[] = [
  { name: 'GET', method: 'GET', path: '/news?page=2&lang=ja', body: [], atOnce },
  { name: 'small POST', method: 'POST', path: '/form', body: [form], atOnce },
];
const large: readonly Wanted[] = [10, 50].map((size) => ({
  name: `upload of ${size} MB`,
  method: 'POST',
  path: '/file',
  body: Array(size).fill(mega),
  atOnce: 1,
}));

export async function run(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sekisho-bench-'));
  const server = http.createServer((req, res) => {
    req.resume();
    req.on('end', () => res.end('ok'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    using open = await startGatewayProcess(path.join(folder, 'open'), [port], 'open');
    using look = await startGatewayProcess(path.join(folder, 'look'), [port], 'look');
    for (const wanted of [...small, ...large]) await compare(wanted, open, look, port);
  } finally {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(wanted: Wanted, open: ProxyProcess, look: ProxyProcess, port: number) {
  const measured = new Map<ProxyProcess, { rate: number; cpu: number }[]>([
    [open, []],
    [look, []],
  ]);
  for (let round = -1; round < rounds; round++) {
    for (const [proxy, all] of measured) {
      const before = proxy.cpu();
      const rate = await ask(wanted, proxy.port, port);
      const cpu = ((proxy.cpu() - before) / (rate * (lastsMs / 1000))) * 1e6;
      // The first round warms up.
      if (round >= 0) all.push({ rate, cpu });
    }
  }
  const [unseen = [], seen = []] = [...measured.values()];
  for (const [says, all] of [
    ['not looked at', unseen],
    ['looked at', seen],
  ] as const) {
    const rate = median(all.map((each) => each.rate));
    const cpu = median(all.map((each) => each.cpu));
    print(`${wanted.name}, ${says}: ${rate.toFixed(1)}/s, ${cpu.toFixed(0)} µs of processor each`);
  }
  const ratio = (key: 'rate' | 'cpu') =>
    median(seen.map((each, at) => each[key] / (unseen[at]?.[key] ?? Number.NaN))).toFixed(2);
  print(`${wanted.name}, looked at ÷ not: rate ${ratio('rate')}, processor ${ratio('cpu')}`);
}

/** @returns requests in a second */
async function ask(wanted: Wanted, proxy: number, port: number): Promise<number> {
  const began = performance.now();
  const end = began + lastsMs;
  let count = 0;
  const one = async () => {
    const socket = await openTunnel(proxy, port);
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    agent.createConnection = () => socket;
    while (performance.now() < end) {
      await request(wanted, agent, port);
      count++;
    }
    agent.destroy();
  };
  await Promise.all(Array.from({ length: wanted.atOnce }, one));
  return count / ((performance.now() - began) / 1000);
}

function request({ method, path: at, body }: Wanted, agent: http.Agent, port: number) {
  return new Promise<void>((resolve, reject) => {
    const length = body.reduce((sum, each) => sum + each.length, 0);
    const headers = {
      host: `127.0.0.1:${port}`,
      ...(length > 0 && {
        'content-length': length,
        'content-type': length < 1000 ? 'application/x-www-form-urlencoded' : 'text/plain',
      }),
    };
    const asked = http.request({ method, path: at, agent, headers });
    asked.on('error', reject);
    asked.on('response', (answer) => {
      if (answer.statusCode !== 200) reject(new Error(String(answer.statusCode)));
      answer.resume();
      answer.on('end', resolve);
    });
    for (const piece of body) asked.write(piece);
    asked.end();
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
