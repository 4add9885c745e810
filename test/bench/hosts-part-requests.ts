/** Processor time of a request through the gateway: with the list beside without, in turns. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { environmentOfPart } from '../../proxy/platform/environment.ts';
import { startSites } from './connect-part-load.ts';

const rounds = 11;
const requests = 4000;
const atOnce = 32;

export async function compareRequests(
  folder: string,
  snapshot: string,
  hosts: readonly string[],
  print: (line: string) => void,
): Promise<void> {
  using sites = await startSites();
  using plain = await startGateway(path.join(folder, 'without'), sites.echo);
  using listed = await startGateway(path.join(folder, 'with'), sites.echo, snapshot);
  for (const gateway of [plain, listed]) await send(gateway.port, sites.echo, hosts);
  const measure = async (gateway: Gateway) => {
    const before = gateway.cpu();
    await send(gateway.port, sites.echo, hosts);
    return (gateway.cpu() - before) / requests;
  };
  const pairs: [number, number][] = [];
  for (let round = 0; round < rounds; round++) {
    // Who goes first changes: what comes second finds the machine warmer.
    const first = round % 2 === 0 ? plain : listed;
    const one = await measure(first);
    const two = await measure(first === plain ? listed : plain);
    pairs.push(first === plain ? [one, two] : [two, one]);
  }
  const sum = (i: 0 | 1) => pairs.reduce((all, pair) => all + pair[i], 0);
  const ratios = pairs.map(([without, with_]) => with_ / without).sort((a, b) => a - b);
  const micro = (seconds: number) => ((seconds / rounds) * 1e6).toFixed(0);
  print(
    `a request: ${micro(sum(0))} µs of processor without the list, ${micro(sum(1))} µs with it; ` +
      `ratio ${(sum(1) / sum(0)).toFixed(3)}, median of rounds ${ratios[rounds >> 1]?.toFixed(3)} (target: 1.03)`,
  );
}

interface Gateway extends Disposable {
  readonly port: number;
  /** Seconds of processor time since its start. */
  cpu(): number;
}

async function startGateway(folder: string, port: number, ...more: string[]): Promise<Gateway> {
  const part = path.join(import.meta.dirname, 'hosts-part-gateway.ts');
  const child = spawn(process.execPath, [part, folder, String(port), ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: environmentOfPart({ home: folder }),
  });
  const died = once(child, 'exit').then(() => Promise.reject(new Error('the gateway ended')));
  const [line] = (await Promise.race([once(child.stdout, 'data'), died])) as [Buffer];
  died.catch(() => {});
  return {
    port: Number(String(line).trim()),
    cpu() {
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ');
      return (Number(fields?.[11]) + Number(fields?.[12])) / 100;
    },
    [Symbol.dispose]: () => void child.kill('SIGKILL'),
  };
}

/** Tunnels opened, used for one byte each way and closed, to one host after the other. */
async function send(proxy: number, echo: number, hosts: readonly string[]): Promise<void> {
  let sent = 0;
  const one = async () => {
    while (sent < requests) {
      const host = hosts[sent++ % hosts.length];
      const socket = connect({ port: proxy, host: '127.0.0.1', noDelay: true });
      socket.write(
        `CONNECT ${host}:${echo} HTTP/1.1\r\nHost: ${host}:${echo}\r\nProxy-Authorization: Basic eDp5\r\n\r\n`,
      );
      const [answer] = (await once(socket, 'data')) as [Buffer];
      if (answer.subarray(9, 12).toString() !== '200') throw new Error(answer.toString('latin1'));
      socket.write('x');
      await once(socket, 'data');
      socket.destroy();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}
