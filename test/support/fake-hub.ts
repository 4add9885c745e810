/**
 * The hub's side of shared/protocol/terminal.ts: a real server on port 0 that signs real bundles,
 * and that can be told to answer slowly, wrongly or not at all.
 */
import { randomBytes, webcrypto } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { sha256 } from '../../proxy/record/sha256.ts';
import type { StoredRecord } from '../../shared/audit/record.ts';
import type { Manifest, SignedBundle } from '../../shared/policy/bundle.ts';
import type { Policy } from '../../shared/policy/schema.ts';
import type { AccessRequest, PublicKey } from '../../shared/protocol/link.ts';
import {
  accessRequestBodySchema,
  heartbeatBodySchema,
  joinBodySchema,
  recordsBodySchema,
} from '../../shared/protocol/terminal.ts';

interface KeyPair {
  readonly publicKey: PublicKey;
  sign(text: string): Promise<string>;
}

export async function makeKeyPair(): Promise<KeyPair> {
  const { subtle } = webcrypto;
  const pair = (await subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
  const { x = '' } = await subtle.exportKey('jwk', pair.publicKey);
  return {
    publicKey: { kty: 'OKP', crv: 'Ed25519', x },
    async sign(text) {
      const bytes = await subtle.sign('Ed25519', pair.privateKey, new TextEncoder().encode(text));
      return Buffer.from(bytes).toString('base64url');
    },
  };
}

export interface Publisher {
  readonly rootKey: PublicKey;
  /** A bundle that is good for a day and expires after 90, unless the manifest is changed. */
  publish(policy: Policy, revision: number, manifest?: Partial<Manifest>): Promise<SignedBundle>;
}

const day = 86_400_000;

export async function makePublisher(now: () => number = Date.now): Promise<Publisher> {
  const root = await makeKeyPair();
  const publishing = await makeKeyPair();
  const keys = JSON.stringify({
    v: 1,
    threshold: 1,
    keys: [{ id: 'k-1', key: publishing.publicKey }],
  });
  const keysSignature = await root.sign(keys);
  return {
    rootKey: root.publicKey,
    async publish(policy, revision, changes = {}) {
      const text = JSON.stringify(policy);
      const after = (ms: number) => new Date(now() + ms).toISOString();
      const manifest: Manifest = {
        v: 1,
        organization: policy.organization.name,
        revision,
        published: after(0),
        fresh: after(day),
        expires: after(90 * day),
        sha256: sha256(text),
        ...changes,
      };
      const manifestText = JSON.stringify(manifest);
      const signatures = [{ key: 'k-1', signature: await publishing.sign(manifestText) }];
      return { manifest: manifestText, signatures, keys, keysSignature, policy: text };
    },
  };
}

export interface FakeHub extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly joinToken: string;
  readonly publisher: Publisher;
  /** Of every terminal, each as often as it was taken. */
  readonly records: StoredRecord[];
  readonly heartbeats: unknown[];
  readonly requests: AccessRequest[];
  /** Method and path of each call, in order. */
  readonly calls: string[];
  /** Names given to terminals, the latest last. */
  readonly terminals: string[];
  /** Answers in place of the hub; false leaves the call to it. */
  misbehave: ((request: http.IncomingMessage, response: http.ServerResponse) => boolean) | null;
  publish(policy: Policy, revision: number, manifest?: Partial<Manifest>): Promise<void>;
  /** From now on it knows no terminal. */
  forgetTerminals(): void;
}

export async function startFakeHub({
  port = 0,
  publisher = undefined as Publisher | undefined,
} = {}) {
  const signing = publisher ?? (await makePublisher());
  const tokens = new Map<string, string>();
  const waiting = new Set<() => void>();
  let current: { revision: number; bundle: SignedBundle } | null = null;

  async function answer(request: http.IncomingMessage, response: http.ServerResponse) {
    const url = new URL(request.url ?? '/', 'http://hub');
    hub.calls.push(`${request.method} ${url.pathname}`);
    if (hub.misbehave?.(request, response)) return;
    const body = await readJson(request);
    const send = (status: number, json?: object) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(json === undefined ? '' : JSON.stringify(json));
    };
    if (url.pathname === '/terminal/v1/join') {
      const { token } = joinBodySchema.parse(body);
      if (token !== hub.joinToken) return send(401, { error: { code: 'join-refused' } });
      const terminal = `terminal-${randomBytes(4).toString('hex')}`;
      const secret = randomBytes(16).toString('hex');
      tokens.set(secret, terminal);
      hub.terminals.push(terminal);
      return send(200, { terminal, token: secret, rootKey: signing.rootKey });
    }
    const terminal = tokens.get(
      /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '',
    );
    if (terminal === undefined) return send(401, { error: { code: 'token-refused' } });
    switch (url.pathname) {
      case '/terminal/v1/bundle': {
        const have = Number(url.searchParams.get('have'));
        const fresh = url.searchParams.get('fresh') ?? '';
        const isNews = () =>
          current !== null && (current.revision !== have || freshOf(current.bundle) > fresh);
        if (!isNews()) await newer(Number(url.searchParams.get('wait')) * 1000, response);
        if (current === null || !isNews()) return send(204);
        return send(200, current.bundle);
      }
      case '/terminal/v1/records': {
        for (const record of recordsBodySchema.parse(body).records) {
          if (record.seq === upTo(terminal) + 1) hub.records.push(record);
        }
        return send(200, { upTo: upTo(terminal) });
      }
      case '/terminal/v1/heartbeat':
        hub.heartbeats.push(heartbeatBodySchema.parse(body));
        return send(200, { time: new Date().toISOString(), revision: current?.revision ?? null });
      case '/terminal/v1/access-requests': {
        if (request.method === 'GET') return send(200, { requests: hub.requests });
        const asked = accessRequestBodySchema.parse(body);
        const id = `request-${hub.requests.length + 1}`;
        const at = new Date().toISOString();
        hub.requests.push({ ...asked, id, at, terminal, state: 'open', answer: null });
        return send(200, hub.requests.at(-1));
      }
      default:
        return send(404, { error: { code: 'not-found' } });
    }
  }

  function upTo(terminal: string): number {
    return hub.records.filter((record) => record.terminal === terminal).length;
  }

  function newer(milliseconds: number, response: http.ServerResponse): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      waiting.add(done);
      response.on('close', done);
    });
  }

  const server = http.createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const listening = (server.address() as AddressInfo).port;
  const hub: FakeHub = {
    url: `http://127.0.0.1:${listening}`,
    port: listening,
    joinToken: randomBytes(16).toString('hex'),
    publisher: signing,
    records: [],
    heartbeats: [],
    requests: [],
    calls: [],
    terminals: [],
    misbehave: null,
    async publish(policy, revision, manifest) {
      current = { revision, bundle: await signing.publish(policy, revision, manifest) };
      for (const done of waiting) done();
    },
    forgetTerminals: () => tokens.clear(),
    async [Symbol.asyncDispose]() {
      for (const done of waiting) done();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return hub;
}

function freshOf(bundle: SignedBundle): string {
  return (JSON.parse(bundle.manifest) as Manifest).fresh;
}

async function readJson(request: http.IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? null : JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
