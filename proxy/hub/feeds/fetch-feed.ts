/**
 * A feed from its HTTPS address. Each address, also of a redirect, is resolved and held against the
 * closed zones, and the connection goes to the address that was checked. Through a proxy above
 * (`upstream`) the name goes to that proxy, and is looked up here as far as that is possible.
 *
 *   url → https? → resolve → zones → connect there → 304 | redirect (5 at most) | bytes up to a limit
 */
import { lookup } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { connect as secure } from 'node:tls';
import { effectiveAddress } from '../../../shared/destination/address.ts';
import {
  type Destination,
  hostText,
  parseDestination,
} from '../../../shared/destination/destination.ts';
import type { FeedFailure } from '../../../shared/destination/feeds/feed-words.ts';
import type { CompiledUpstream } from '../../../shared/policy/upstream.ts';
import { judgeAddress, type Zones } from '../../../shared/policy/zones.ts';
import { errorCode } from '../../record/audit-log-error.ts';
import { openParentTunnel, type ParentTunnelOptions } from './parent-tunnel.ts';

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
  /** The proxy that a connection to this destination goes through; null: none. */
  readonly upstreamFor?: (destination: Destination) => CompiledUpstream | null;
  readonly password?: ParentTunnelOptions['password'];
  readonly lookupAll?: (name: string) => Promise<readonly string[]>;
  /** Certificates that are trusted besides the system's. */
  readonly ca?: string;
  /** Milliseconds to the last byte, and without any byte. */
  readonly timeoutMs?: number;
  readonly silenceMs?: number;
}

const mostRedirects = 5;
const normalSilenceMs = 30_000;
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
  const upstream = options.upstreamFor?.(destination) ?? null;
  const found = await addressesOf(destination, options).catch((error) => {
    if (upstream === null) throw error;
    return null;
  });
  const address = found === null ? null : openAddress(destination, found, options);
  if (found !== null && address === null) return { failure: 'zone-closed' };
  const through = upstream === null ? null : await tunnel(destination, upstream, options);
  const response = await request(destination, through ?? (address as string), options);
  const status = response.statusCode ?? 0;
  const { location } = response.headers;
  if (status === 200) return receive(response, options);
  // Nothing of it is read.
  response.destroy();
  if (status === 304 && options.known !== null) return 'same';
  if (redirects.has(status) && location !== undefined) return { location };
  return { failure: 'status' };
}

async function addressesOf(
  { host, kind }: Destination,
  { lookupAll = systemLookup }: FetchOptions,
): Promise<readonly string[]> {
  const known = kind === 'address' ? host : effectiveAddress(host);
  const addresses = known === null ? await lookupAll(host) : [known];
  if (addresses.length === 0) throw Object.assign(new Error('no address'), { code: 'ENOTFOUND' });
  return addresses;
}

/** null where every address lies in a closed zone. */
function openAddress(
  { port }: Destination,
  addresses: readonly string[],
  { zones }: FetchOptions,
): string | null {
  return addresses.find((each) => judgeAddress(zones, each, port) === null) ?? null;
}

function tunnel(
  destination: Destination,
  upstream: CompiledUpstream,
  { signal, ca, silenceMs = normalSilenceMs, password = () => null }: FetchOptions,
): Promise<Socket> {
  const authority = `${hostText(destination)}:${destination.port}`;
  const trusted = ca === undefined ? {} : { ca };
  return openParentTunnel(authority, { upstream, password, signal, silenceMs, ...trusted });
}

async function systemLookup(name: string): Promise<readonly string[]> {
  const found = await lookup(name, { all: true, order: 'ipv4first' });
  return found.map(({ address }) => address);
}

/** @param to the address that was checked, or a tunnel */
function request(
  destination: Destination,
  to: string | Socket,
  { known, signal, ca, silenceMs = normalSilenceMs }: FetchOptions,
): Promise<IncomingMessage> {
  const { host, kind, port, path, query } = destination;
  const trust = { ...(kind === 'name' && { servername: host }), ...(ca !== undefined && { ca }) };
  const way =
    typeof to === 'string'
      ? { host: to, agent: false as const, ...trust }
      : { host, createConnection: () => secure({ socket: to, host, ...trust }) };
  return new Promise((resolve, reject) => {
    let received: IncomingMessage | null = null;
    const asked = https.request(
      {
        ...way,
        port,
        path: query === '' ? path : `${path}?${query}`,
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
  EUPSTREAM: 'upstream',
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
