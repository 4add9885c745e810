/**
 * A small browser extension for tests: a P-256 key that cannot be exported, the calls of the link,
 * the watch. What it sends can be changed piece by piece to see it refused.
 */
import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import { type Projection, projectionSchema } from '../../shared/policy/projection.ts';
import {
  credentialStatement,
  type LinkAnswer,
  type LinkBody,
  type LinkCall,
  type PublicKey,
  publicKeySchema,
  type SignedProjection,
  type WatchMessage,
  watchMessageSchema,
} from '../../shared/protocol/link.ts';

export const extensionOrigin = `chrome-extension://${'abcdefghijklmnop'.repeat(2)}`;

export class LinkCallError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export interface Sent {
  readonly method?: string;
  readonly path: string;
  /** undefined leaves a header out. */
  readonly headers?: Record<string, string | undefined>;
  readonly body?: string | Uint8Array;
}
export interface Received {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

type Bearer = Exclude<LinkCall, 'enroll' | 'credential' | 'watch'>;

export interface LinkClient {
  readonly publicKey: PublicKey;
  /** After enroll. */
  readonly enrolment: LinkAnswer<'enroll'>;
  /** After renew. */
  readonly credential: LinkAnswer<'credential'>;
  /** `Basic …` of the last credential. */
  readonly proxyAuthorization: string;
  enroll(code: string): Promise<LinkAnswer<'enroll'>>;
  /** Exchanges a fresh statement for a credential. */
  renew(): Promise<LinkAnswer<'credential'>>;
  /** A value of Authorization that is good once. */
  statement(changes?: { at?: number; nonce?: string; enrolment?: string }): Promise<string>;
  /** @throws LinkCallError */
  call<C extends Bearer>(name: C, body: LinkBody<C>): Promise<LinkAnswer<C>>;
  watch(body?: LinkBody<'watch'>): Promise<Watch>;
  /** Whatever is wanted, as it is; the defaults are those of a good call. */
  post(sent: Sent): Promise<Received>;
}

export interface Watch extends Disposable {
  /** The next message; null at the end of the stream. */
  next(): Promise<WatchMessage | null>;
  /** The next projection, its signature verified. @throws at the end of the stream */
  nextProjection(): Promise<Projection>;
}

export async function createLinkClient(options: {
  port: number;
  origin?: string;
  now?: () => number;
}): Promise<LinkClient> {
  const { port, origin = extensionOrigin, now = Date.now } = options;
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const pair = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  const exported = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const publicKey = publicKeySchema.parse(exported);
  let enrolment: LinkAnswer<'enroll'> | null = null;
  let credential: LinkAnswer<'credential'> | null = null;
  const enrolled = () => enrolment ?? never('enroll first');
  const issued = () => credential ?? never('renew first');

  const post = (sent: Sent) => send(port, { host: `127.0.0.1:${port}`, origin }, sent);
  async function answered<C extends LinkCall>(name: C, authorization: string, body: object) {
    const headers = { authorization };
    const { status, text } = await post({ path: `/v1/${name}`, headers, body: json(body) });
    const answer = JSON.parse(text);
    if (status === 200) return answer as LinkAnswer<C>;
    throw new LinkCallError(status, answer.error.code, answer.error.message);
  }
  async function statement(changes: { at?: number; nonce?: string; enrolment?: string } = {}) {
    const nonce = changes.nonce ?? crypto.randomUUID().replaceAll('-', '');
    const { at = now(), enrolment: id = enrolled().enrolment } = changes;
    const text = new TextEncoder().encode(credentialStatement(id, at, nonce));
    const hash = { name: 'ECDSA', hash: 'SHA-256' };
    const signature = await crypto.subtle.sign(hash, pair.privateKey, text);
    return `Sekisho-Key ${id}.${at}.${nonce}.${Buffer.from(signature).toString('base64url')}`;
  }

  return {
    publicKey,
    get enrolment() {
      return enrolled();
    },
    get credential() {
      return issued();
    },
    get proxyAuthorization() {
      const { username, password } = issued();
      return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    },
    async enroll(code) {
      enrolment = await answered('enroll', `Sekisho-Code ${code}`, { publicKey });
      return enrolment;
    },
    async renew() {
      credential = await answered('credential', await statement(), {});
      return credential;
    },
    statement,
    call: (name, body) => answered(name, `Bearer ${issued().token}`, body),
    watch: (body = { revision: null }) =>
      openWatch(port, origin, issued().token, body, enrolled().linkKey),
    post,
  };
}

/** @throws where the signature is not the link's */
export async function verifiedProjection(
  { payload, signature }: SignedProjection,
  linkKey: PublicKey,
): Promise<Projection> {
  const { kty, crv, x } = linkKey;
  const key = await crypto.subtle.importKey('jwk', { kty, crv, x }, 'Ed25519', false, ['verify']);
  const bytes = Buffer.from(signature, 'base64url');
  const right = await crypto.subtle.verify(
    'Ed25519',
    key,
    bytes,
    new TextEncoder().encode(payload),
  );
  return right ? projectionSchema.parse(JSON.parse(payload)) : never('the signature is wrong');
}

function openWatch(
  port: number,
  origin: string,
  token: string,
  body: LinkBody<'watch'>,
  linkKey: PublicKey,
): Promise<Watch> {
  return new Promise((resolve, reject) => {
    const headers = {
      host: `127.0.0.1:${port}`,
      origin,
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    };
    const options = { port, host: '127.0.0.1', method: 'POST', path: '/v1/watch', headers };
    const sent = request({ ...options, agent: false }, (response) => {
      const lines = linesOf(response);
      const next = async () => {
        const { value, done } = await lines.next();
        return done ? null : watchMessageSchema.parse(JSON.parse(value));
      };
      if (response.statusCode !== 200) {
        void lines.next().then(({ value }) => {
          const { error } = JSON.parse(value ?? '{"error":{}}');
          reject(new LinkCallError(response.statusCode ?? 0, error.code, error.message));
        });
        return;
      }
      resolve({
        next,
        async nextProjection() {
          for (;;) {
            const message = await next();
            if (message === null) return never('the watch ended');
            if (message.type === 'projection') return verifiedProjection(message.signed, linkKey);
          }
        },
        [Symbol.dispose]: () => void sent.destroy(),
      });
    });
    sent.on('error', reject);
    sent.end(json(body));
  });
}

async function* linesOf(response: IncomingMessage): AsyncGenerator<string, undefined> {
  let text = '';
  response.setEncoding('utf8');
  try {
    for await (const piece of response) {
      text += piece;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
        yield text.slice(0, end);
        text = text.slice(end + 1);
      }
    }
  } catch {
    return; // cut off: the stream is over all the same
  }
  if (text !== '') yield text;
}

function send(port: number, normal: Record<string, string>, sent: Sent): Promise<Received> {
  return new Promise((resolve, reject) => {
    const all = { ...normal, 'content-type': 'application/json', ...sent.headers };
    const headers: OutgoingHttpHeaders = Object.fromEntries(
      Object.entries(all).filter(([, value]) => value !== undefined),
    );
    const { method = 'POST', path, body = '{}' } = sent;
    const options = { port, host: '127.0.0.1', method, path, headers, agent: false };
    const asked = request(options, async (response) => {
      try {
        let text = '';
        for await (const piece of response.setEncoding('utf8')) text += piece;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      } catch (error) {
        reject(error);
      }
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

function json(body: object): string {
  return JSON.stringify(body);
}

function never(why: string): never {
  throw new Error(why);
}
