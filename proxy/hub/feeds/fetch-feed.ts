/**
 * A feed from its HTTPS address. Each address, also of a redirect, is resolved and held against the
 * closed zones, and the connection goes to the address that was checked.
 *
 *   url → https? → resolve → zones → connect there → 304 | redirect (5 at most) | bytes up to a limit
 */
import { lookup } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import { effectiveAddress } from '../../../shared/destination/address.ts';
import {
  type Destination,
  hostText,
  parseDestination,
} from '../../../shared/destination/destination.ts';
import type { FeedFailure } from '../../../shared/destination/feeds/feed-words.ts';
import { judgeAddress, type Zones } from '../../../shared/policy/zones.ts';
import { errorCode } from '../../record/audit-log-error.ts';

export interface Known {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface FetchedFeed extends Known {
  readonly bytes: Uint8Array;
}

export type Fetched = FetchedFeed | 'same' | { readonly failure: FeedFailure };

export interface FetchOptions {
  readonly zones: Zones;
  readonly known: Known | null;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  readonly lookupAll?: (name: string) => Promise<readonly string[]>;
  /** Certificates that are trusted besides the system's. */
  readonly ca?: string;
  /** Milliseconds to the last byte, and without any byte. */
  readonly timeoutMs?: number;
  readonly silenceMs?: number;
}

const mostRedirects = 5;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Never rejects. */
export async function fetchFeed(url: string, options: FetchOptions): Promise<Fetched> {
  const { timeoutMs = 300_000, signal } = options;
  const time = AbortSignal.timeout(timeoutMs);
  const within = { ...options, signal: AbortSignal.any([time, signal]) };
  try {
    let next = url;
    for (let hop = 0; hop <= mostRedirects; hop++) {
      const answer = await askOnce(next, within);
      if (answer === 'same' || 'failure' in answer || 'bytes' in answer) return answer;
      next = new URL(answer.location, next).href;
    }
    return { failure: 'redirects' };
  } catch (error) {
    return { failure: time.aborted ? 'timeout' : failureOf(error) };
  }
}

async function askOnce(
  url: string,
  options: FetchOptions,
): Promise<Fetched | { readonly location: string }> {
  const parsed = parseDestination(url);
  if (!parsed.ok || parsed.destination.scheme !== 'https') return { failure: 'not-https' };
  const { destination } = parsed;
  const address = await openAddress(destination, options);
  if (address === null) return { failure: 'zone-closed' };
  const response = await request(destination, address, options);
  const status = response.statusCode ?? 0;
  const { location } = response.headers;
  if (status === 200) return receive(response, options);
  // Nothing of it is read.
  response.destroy();
  if (status === 304 && options.known !== null) return 'same';
  if (redirects.has(status) && location !== undefined) return { location };
  return { failure: 'status' };
}

/** null where every address lies in a closed zone. */
async function openAddress(
  { host, port, kind }: Destination,
  { zones, lookupAll = systemLookup }: FetchOptions,
): Promise<string | null> {
  const known = kind === 'address' ? host : effectiveAddress(host);
  const addresses = known === null ? await lookupAll(host) : [known];
  if (addresses.length === 0) throw Object.assign(new Error('no address'), { code: 'ENOTFOUND' });
  return addresses.find((each) => judgeAddress(zones, each, port) === null) ?? null;
}

async function systemLookup(name: string): Promise<readonly string[]> {
  const found = await lookup(name, { all: true, order: 'ipv4first' });
  return found.map(({ address }) => address);
}

function request(
  destination: Destination,
  address: string,
  { known, signal, ca, silenceMs = 30_000 }: FetchOptions,
): Promise<IncomingMessage> {
  const { host, kind, port, path, query } = destination;
  return new Promise((resolve, reject) => {
    let received: IncomingMessage | null = null;
    const asked = https.request(
      {
        host: address,
        port,
        path: query === '' ? path : `${path}?${query}`,
        ...(kind === 'name' && { servername: host }),
        ...(ca !== undefined && { ca }),
        agent: false,
        signal,
        headers: {
          host: port === 443 ? hostText(destination) : `${hostText(destination)}:${port}`,
          'user-agent': 'Sekisho',
          accept: '*/*',
          // Unpacked where the text is made, under its own limit.
          'accept-encoding': 'gzip',
          ...(known?.etag && { 'if-none-match': known.etag }),
          ...(known?.lastModified && { 'if-modified-since': known.lastModified }),
        },
      },
      (response) => {
        received = response;
        resolve(response);
      },
    );
    asked.setTimeout(silenceMs, () => (received ?? asked).destroy(silence()));
    asked.once('error', reject);
    asked.end();
  });
}

async function receive(response: IncomingMessage, { maxBytes }: FetchOptions): Promise<Fetched> {
  const { etag = null, 'last-modified': lastModified = null } = response.headers;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      response.destroy();
      return { failure: 'too-large' };
    }
    chunks.push(chunk);
  }
  return { bytes: Buffer.concat(chunks), etag, lastModified };
}

function silence(): Error {
  return Object.assign(new Error('silent'), { code: 'ETIMEDOUT' });
}

const failures: Readonly<Record<string, FeedFailure>> = {
  ENOTFOUND: 'not-found',
  EAI_AGAIN: 'not-found',
  ETIMEDOUT: 'timeout',
  ECONNRESET: 'half',
  ERR_STREAM_PREMATURE_CLOSE: 'half',
  HPE_INVALID_EOF_STATE: 'half',
};

function failureOf(error: unknown): FeedFailure {
  const code = errorCode(error);
  if (/CERT|SIGNATURE|ISSUER|ALTNAME|SELF_SIGNED/.test(code)) return 'certificate';
  return failures[code] ?? 'unreachable';
}
