/**
 * A real Bluesky server on loopback with one account, behind TLS as on the Internet:
 *
 *   browser ─https─► front ┬ /posting…  the page that posts (Bluesky's server has none)
 *                          └ else ─http─► personal data server ─► its folder
 */
import { type ChildProcess, fork } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { bundlePage } from './bundle-page.ts';
import { apartFolder } from './install-apart.ts';
import { type OwnPage, startSecureFront } from './secure-front.ts';
import { openSiteAuthority, type SiteAuthority } from './site-authority.ts';
import { workerThatPosts } from './worker-that-posts.ts';

const blueskyFolder = apartFolder('bluesky');

export interface BlueskyPost {
  readonly uri: string;
  readonly cid: string;
  /** The record as the server has it. */
  readonly value: {
    readonly text: string;
    readonly createdAt: string;
    readonly reply?: { readonly root: { uri: string }; readonly parent: { uri: string } };
    readonly embed?: unknown;
  };
}

export interface BlueskyServer extends AsyncDisposable {
  /** `https://bluesky.localhost:PORT` */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** Where the page that posts is. */
  readonly postingPage: string;
  readonly did: string;
  readonly handle: string;
  readonly password: string;
  readonly sites: SiteAuthority;
  /** Method and path of every request that arrived, in the order of their coming. */
  readonly requests: readonly string[];
  /** Text of every message that arrived over a WebSocket. */
  readonly messages: readonly string[];
  /** The account's posts as the server has them, oldest first. */
  records(): Promise<BlueskyPost[]>;
  /** SHA-256 (hex) of every file that the server keeps, also those that no post shows. */
  blobs(): Promise<string[]>;
}

/** @param options.sites kept where given; otherwise the server opens one of its own */
export async function startBlueskyServer(
  options: { host?: string; sites?: SiteAuthority } = {},
): Promise<BlueskyServer> {
  const { host = 'bluesky.localhost' } = options;
  await using stack = new AsyncDisposableStack();
  const sites = options.sites ?? stack.use(await openSiteAuthority());
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sekisho-bluesky-'));
  stack.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  bundled ??= postingPages();
  const front = stack.use(await startSecureFront(sites, host, await bundled));
  const { port } = front;

  const child = fork(path.join(blueskyFolder, 'server.ts'), [`${host}:${port}`, folder], {
    cwd: blueskyFolder,
    env: { ...process.env, LOG_ENABLED: '0', NODE_NO_WARNINGS: '1' },
  });
  stack.defer(() => ended(child));
  const inner = await portOf(child);
  front.open(inner);
  const handle = 'yokote.test';
  const password = randomBytes(12).toString('base64url');
  const api = `http://127.0.0.1:${inner}/xrpc/`;
  const { did } = await call<{ did: string }>(`${api}com.atproto.server.createAccount`, {
    handle,
    password,
    email: 'koho@yokote.test',
  });
  const held = stack.move();
  return {
    url: `https://${host}:${port}`,
    host,
    port,
    postingPage: `https://${host}:${port}/posting`,
    did,
    handle,
    password,
    sites,
    requests: front.requests,
    messages: front.messages,
    records: () => posts(api, did),
    blobs: async () => [
      ...(await digestsBelow(path.join(folder, 'blobs'))),
      ...(await digestsBelow(path.join(folder, 'temporary-blobs'))),
    ],
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

/** The same for every server of this process. */
let bundled: ReturnType<typeof postingPages> | undefined;

async function postingPages(): Promise<Record<string, OwnPage>> {
  const file = (name: string) => path.join(blueskyFolder, name);
  return {
    '/posting': { type: 'text/html', body: await readFile(file('posting-page.html'), 'utf8') },
    '/posting.js': { type: 'text/javascript', body: await bundlePage(file('posting-page.ts')) },
    '/worker.js': { type: 'text/javascript', body: workerThatPosts },
    '/favicon.ico': { type: 'image/x-icon', body: '' },
  };
}

async function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve((message as { port: number }).port));
    child.once('exit', (code) => reject(new Error(`the Bluesky server ended with ${code}`)));
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.disconnect();
  await exit;
}

async function call<T>(url: string, body?: unknown): Promise<T> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
  const response = await fetch(
    url,
    body === undefined ? {} : { ...init, body: JSON.stringify(body) },
  );
  const answer = await response.json();
  if (!response.ok) throw new Error(`${url}: ${JSON.stringify(answer)}`);
  return answer as T;
}

async function posts(api: string, did: string): Promise<BlueskyPost[]> {
  const all: BlueskyPost[] = [];
  const query = new URLSearchParams({ repo: did, collection: 'app.bsky.feed.post', limit: '100' });
  query.set('reverse', 'true');
  for (;;) {
    const page: { records: BlueskyPost[]; cursor?: string } = await call(
      `${api}com.atproto.repo.listRecords?${query}`,
    );
    all.push(...page.records);
    if (page.cursor === undefined || page.records.length === 0) return all;
    query.set('cursor', page.cursor);
  }
}

async function digestsBelow(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) =>
        createHash('sha256')
          .update(await readFile(path.join(parentPath, name)))
          .digest('hex'),
      ),
  );
}
