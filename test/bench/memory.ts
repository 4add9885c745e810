/**
 * Twenty uploads of 20 MB at once through a gateway that looks at them: the most that gateway and
 * inspecting processes have in memory meanwhile. What several processes share (the program itself)
 * counts once, in equal parts. Loopback.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { openTunnel } from './connect-part-load.ts';
import { startGatewayProcess } from './connect-part-proxies.ts';

const uploads = 20;
const line = '横手市の広報によれば、次の催しは市民会館で開かれます。\n';
const mega = Buffer.from(line.repeat(1_000_000 / Buffer.byteLength(line)));
const pieces = 20;

export async function run(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sekisho-bench-'));
  const lengths: number[] = [];
  const server = http.createServer((req, res) => {
    let length = 0;
    req.on('data', (chunk: Buffer) => {
      length += chunk.length;
    });
    req.on('end', () => {
      lengths.push(length);
      res.end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    using gateway = await startGatewayProcess(folder, [port], 'look');
    await upload(gateway.port, port, [mega]);
    const before = memoryOf(gateway.pid);
    const most = { own: 0, children: 0, together: 0 };
    const look = setInterval(() => {
      const { own, children } = memoryOf(gateway.pid);
      most.own = Math.max(most.own, own);
      most.children = Math.max(most.children, children);
      most.together = Math.max(most.together, own + children);
    }, 20);
    const began = performance.now();
    const all = Array.from({ length: uploads }, () =>
      upload(gateway.port, port, Array(pieces).fill(mega)),
    );
    await Promise.all(all);
    clearInterval(look);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const whole = lengths.slice(1).filter((length) => length === pieces * mega.length).length;
    print(`${whole} of ${uploads} uploads of ${pieces} MB arrived whole in ${seconds} s`);
    print(
      `gateway: ${before.own.toFixed(0)} MB before, at most ${most.own.toFixed(0)} MB; ` +
        `inspecting processes: ${before.children.toFixed(0)} MB before, at most ${most.children.toFixed(0)} MB; ` +
        `all at the same moment at most ${most.together.toFixed(0)} MB (target: 400)`,
    );
  } finally {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Megabytes in memory, now. */
function memoryOf(pid: number): { own: number; children: number } {
  const children = readdirSync(`/proc/${pid}/task`)
    .flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'latin1').split(' '))
    .filter(Boolean);
  const sum = children.reduce((total, child) => total + memoryOfOne(child), 0);
  return { own: memoryOfOne(pid), children: sum };
}

function memoryOfOne(pid: number | string): number {
  try {
    const maps = readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1');
    return Number(/^Pss:\s+(\d+)/m.exec(maps)?.[1] ?? 0) / 1024;
  } catch {
    return 0; // it has ended meanwhile
  }
}

async function upload(proxy: number, port: number, body: readonly Buffer[]): Promise<void> {
  const socket = await openTunnel(proxy, port);
  const agent = new http.Agent({ maxSockets: 1 });
  agent.createConnection = () => socket;
  const length = body.reduce((sum, each) => sum + each.length, 0);
  const headers = {
    host: `127.0.0.1:${port}`,
    'content-length': length,
    'content-type': 'text/plain',
  };
  await new Promise<void>((resolve, reject) => {
    const asked = http.request({ method: 'POST', path: '/file', agent, headers });
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

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
