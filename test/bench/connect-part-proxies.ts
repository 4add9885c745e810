/** The two proxies that are compared, each in a process of its own, and what the kernel says of them. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { environmentOfPart } from '../../proxy/platform/environment.ts';
import { freePorts } from '../support/free-port.ts';

export interface ProxyProcess extends Disposable {
  readonly name: string;
  readonly pid: number;
  readonly port: number;
  readonly startMs: number;
  /** Seconds of processor time since its start, its own processes included. */
  cpu(): number;
  /** Megabytes in memory now, its own processes included; what processes share counts in parts (PSS). */
  memory(): number;
}

/** As the command line starts it: compiled code is kept (proxy/main.ts), so the second start counts. */
export async function startGatewayProcess(
  folder: string,
  open: readonly number[],
  mode: 'tunnel' | 'open' | 'look' = 'tunnel',
  environment: Readonly<Record<string, string>> = {},
): Promise<ProxyProcess> {
  const part = path.join(import.meta.dirname, 'connect-part-gateway.ts');
  const began = performance.now();
  const child = spawn(process.execPath, [part, folder, mode, ...open.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...environmentOfPart({ home: folder }),
      NODE_COMPILE_CACHE: path.join(os.tmpdir(), 'sekisho-compile-cache'),
      ...environment,
    },
  });
  const [line] = (await once(child.stdout as NodeJS.EventEmitter, 'data')) as [Buffer];
  return proxyOf('gateway', child, Number(String(line).trim()), performance.now() - began);
}

export interface Bumping {
  /** PEM, key and certificate. */
  readonly authorityFile: string;
  /** PEM, of the sites. */
  readonly trustFile: string;
}

/** null where there is no squid on this machine. @param bumping it opens TLS (Debian's squid-openssl) */
export async function startSquid(folder: string, bumping?: Bumping): Promise<ProxyProcess | null> {
  const version = spawnSync('squid', ['-v'], { encoding: 'utf8' });
  if (version.error !== undefined) return null;
  if (bumping !== undefined && !version.stdout.includes('--enable-ssl-crtd')) return null;
  const [port = 0] = await freePorts(1);
  const home = path.join(folder, 'squid');
  mkdirSync(home);
  // Started by root it gives up root's rights, and must still write here.
  for (const each of [folder, home]) chmodSync(each, 0o777);
  const file = path.join(home, 'squid.conf');
  writeFileSync(
    file,
    `http_port 127.0.0.1:${port}${bumping === undefined ? '' : bumpingPort(bumping)}
${bumping === undefined ? '' : bumpingLines(bumping, home)}
http_access allow all
cache deny all
cache_mem 8 MB
access_log none
cache_log /dev/null
cache_store_log none
pid_filename none
netdb_filename none
pinger_enable off
coredump_dir ${home}
shutdown_lifetime 0 seconds
max_filedescriptors 20000
`,
  );
  const began = performance.now();
  const child = spawn('squid', ['-N', '-f', file], { stdio: 'ignore' });
  while (!(await answers(port))) {
    if (child.exitCode !== null) return null;
  }
  return proxyOf('squid', child, port, performance.now() - began);
}

const certgen = '/usr/lib/squid/security_file_certgen';

function bumpingPort({ authorityFile }: Bumping): string {
  return ` ssl-bump tls-cert=${authorityFile} generate-host-certificates=on dynamic_cert_mem_cache_size=4MB`;
}

function bumpingLines({ trustFile }: Bumping, home: string): string {
  const store = path.join(home, 'certificates');
  spawnSync(certgen, ['-c', '-s', store, '-M', '4MB']);
  spawnSync('chmod', ['-R', '777', store]);
  return `sslcrtd_program ${certgen} -s ${store} -M 4MB
sslcrtd_children 2 startup=1 idle=1
ssl_bump bump all
tls_outgoing_options cafile=${trustFile}`;
}

function proxyOf(name: string, child: ChildProcess, port: number, startMs: number): ProxyProcess {
  const { pid = 0 } = child;
  return {
    name,
    pid,
    port,
    startMs,
    cpu: () => withChildren(pid).reduce((sum, each) => sum + cpuOf(`/proc/${each}/stat`), 0),
    memory: () => withChildren(pid).reduce((sum, each) => sum + memoryOf(each), 0),
    [Symbol.dispose]: () => void child.kill('SIGKILL'),
  };
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => setTimeout(resolve, 2, false));
  }).finally(() => socket.destroy()) as Promise<boolean>;
}

function withChildren(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1');
  return [pid, ...children.trim().split(' ').filter(Boolean).map(Number)];
}

function memoryOf(pid: number): number {
  const maps = readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1');
  return Number(/^Pss:\s+(\d+)/m.exec(maps)?.[1]) / 1024;
}

function cpuOf(file: string): number {
  const fields = readFileSync(file, 'latin1').split(') ')[1]?.split(' ') ?? [];
  // utime and stime, in hundredths of a second.
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
