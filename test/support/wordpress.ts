/**
 * A real WordPress of Debian's packages with its own database, behind TLS as on the Internet. The
 * program's files are linked to, so that Debian's configuration of the machine is not touched.
 */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../proxy/platform/build.ts';
import { freePorts } from './free-port.ts';
import { hasMariaDb, startMariaDb } from './mariadb.ts';
import { startSecureFront } from './secure-front.ts';
import type { SiteAuthority } from './site-authority.ts';
import { until } from './until.ts';
import { workerThatPosts } from './worker-that-posts.ts';

const program = '/usr/share/wordpress';
const ours = path.join(projectRoot, 'test/end-to-end/wordpress');
const wanted = [
  `${program}/wp-settings.php`,
  `${program}/wp-content/themes/twentytwentythree/theme.json`,
  '/usr/bin/php',
];

/** Debian's packages; with micro-httpd no large web server comes along. */
export const wordpressPackages = [
  'wordpress',
  'wordpress-theme-twentytwentythree',
  'php-cli',
  'php-cgi',
  'php-mysql',
  'php-xml',
  'mariadb-server-core',
  'micro-httpd',
];

/** What is missing of it; '' where nothing is. */
export const wordpressMissing = (): string =>
  wanted.every((file) => existsSync(file)) && hasMariaDb() && hasModule('mysqli')
    ? ''
    : `install ${wordpressPackages.join(' ')}`;

const hasModule = (name: string): boolean =>
  spawnSync('/usr/bin/php', ['-m'], { encoding: 'utf8' }).stdout.split('\n').includes(name);

export interface WordPressPost {
  readonly id: number;
  readonly type: string;
  readonly status: string;
  readonly title: string;
  readonly content: string;
  readonly link: string;
}
export interface WordPressComment {
  readonly id: number;
  readonly post: number;
  readonly status: string;
  readonly content: string;
}

export interface WordPress extends AsyncDisposable {
  /** `https://blog.localhost:PORT` */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** Signs in as this person: an administrator of the site. */
  readonly user: string;
  readonly password: string;
  /** As records name it. */
  readonly account: string;
  readonly requests: readonly string[];
  /** Text of every message that arrived over a WebSocket. */
  readonly messages: readonly string[];
  /** What stands there now, in the order of its making. */
  contents(): Promise<{ posts: WordPressPost[]; comments: WordPressComment[] }>;
}

const pages = { '/worker.js': { type: 'text/javascript', body: workerThatPosts } };

export async function startWordPress(sites: SiteAuthority): Promise<WordPress> {
  await using stack = new AsyncDisposableStack();
  const host = 'blog.localhost';
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sekisho-wordpress-'));
  stack.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const { socket } = stack.use(await startMariaDb(folder));
  const front = stack.use(await startSecureFront(sites, host, pages));
  const url = `https://${host}:${front.port}`;
  const root = await makeRoot(folder);
  const password = randomBytes(12).toString('base64url');
  const env = {
    ...process.env,
    WORDPRESS_SOCKET: socket,
    WORDPRESS_URL: url,
    WORDPRESS_CONTENT: path.join(root, 'wp-content'),
    WORDPRESS_SECRET: randomBytes(24).toString('base64url'),
    WORDPRESS_PASSWORD: password,
    PHP_CLI_SERVER_WORKERS: '4',
  };
  const settings = [
    `auto_prepend_file=${path.join(folder, 'before.php')}`,
    'display_errors=0',
    'opcache.enable_cli=1',
    'memory_limit=256M',
    'upload_max_filesize=16M',
    'post_max_size=16M',
  ].flatMap((each) => ['-d', each]);
  await runPhp([...settings, path.join(ours, 'install.php')], env);
  const [inner = 0] = await freePorts(1);
  const child = spawn('/usr/bin/php', [...settings, '-S', `127.0.0.1:${inner}`, '-t', root], {
    stdio: 'ignore',
    env,
    // Its workers outlive it: they are ended with it, as one group.
    detached: true,
  });
  const gone = new Promise((resolve) => child.once('close', resolve));
  stack.defer(async () => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    await gone;
  });
  await until(() => fetch(`http://127.0.0.1:${inner}/license.txt`).catch(() => null));
  front.open(inner);
  const held = stack.move();
  return {
    url,
    host,
    port: front.port,
    user: 'koho',
    password,
    account: `koho@${host}`,
    requests: front.requests,
    messages: front.messages,
    contents: async () =>
      JSON.parse(await runPhp([...settings, path.join(ours, 'posts.php')], env)),
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

/** A folder that is the program's, but for its configuration and what is written by the site. */
async function makeRoot(folder: string): Promise<string> {
  const root = path.join(folder, 'root');
  const content = path.join(root, 'wp-content');
  await mkdir(path.join(content, 'mu-plugins'), { recursive: true });
  await mkdir(path.join(content, 'uploads'));
  for (const name of await readdir(program)) {
    if (name === 'wp-config.php' || name === 'wp-content' || name === '.htaccess') continue;
    await symlink(path.join(program, name), path.join(root, name));
  }
  await cp(`${program}/wp-content/themes`, path.join(content, 'themes'), {
    recursive: true,
    dereference: true,
  });
  await copyFile(path.join(ours, 'wp-config.php'), path.join(root, 'wp-config.php'));
  await copyFile(path.join(ours, 'site.php'), path.join(content, 'mu-plugins', 'site.php'));
  const before = `<?php define('ABSPATH', ${JSON.stringify(`${root}/`)});\n`;
  await writeFile(path.join(folder, 'before.php'), before);
  return root;
}

async function runPhp(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn('/usr/bin/php', argv, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, error] = ['', ''];
  child.stdout.on('data', (bytes) => (out += bytes));
  child.stderr.on('data', (bytes) => (error += bytes));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`php ${argv.at(-1)} ended with ${code}: ${out}${error}`);
  return out;
}
