/**
 * Fields that concern one hop (RFC 9110, 7.6.1) and those that are between browser and barrier
 * alone never travel on. Nothing is added either: no Via, no X-Forwarded-For, no local detail.
 */
import type { IncomingHttpHeaders } from 'node:http';

const hopByHop = new Set([
  'connection',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
  'expect',
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-real-ip',
]);

/** As nearly everybody writes it, or leaves it out. */
const keepsAlive: ReadonlySet<string> = new Set(['keep-alive']);

/**
 * What goes to the destination: a fresh object.
 * @param kept hop-by-hop fields that are written anew for the next hop, e.g. `transfer-encoding`
 */
export function travellingHeaders(
  headers: IncomingHttpHeaders,
  kept: IncomingHttpHeaders = {},
): IncomingHttpHeaders {
  const listed = connectionOptions(headers.connection);
  const travelling: IncomingHttpHeaders = {};
  for (const [name, value] of Object.entries(headers)) {
    if (isOfOneHop(name, listed)) continue;
    travelling[name] = value;
  }
  return { ...travelling, ...kept };
}

/** Names in small letters. */
export function isOfOneHop(name: string, listed: ReadonlySet<string>): boolean {
  return hopByHop.has(name) || listed.has(name) || name.startsWith('proxy-');
}

/** The names that `Connection` lists: they are for this hop as well. */
export function connectionOptions(connection: string | undefined): ReadonlySet<string> {
  if (connection === undefined || connection === 'keep-alive') return keepsAlive;
  return new Set((connection ?? '').split(',').map((option) => option.trim().toLowerCase()));
}

/**
 * What of an answer goes to the browser. `Alt-Svc` (RFC 7838) would send it to a protocol that no
 * proxy carries (HTTP/3), and `Sekisho-Decision` is the barrier's own.
 */
export function answerHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return withoutOurs(travellingHeaders(headers));
}

/** The same of one field. @param name in small letters @param listed by the answer's `Connection` */
export function staysHere(name: string, listed: ReadonlySet<string>): boolean {
  return isOfOneHop(name, listed) || name === 'alt-svc' || name === 'sekisho-decision';
}

/** The same of a switch of protocols, whose fields of one hop are its answer. */
export function withoutOurs(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { 'alt-svc': _, 'sekisho-decision': __, ...rest } = headers;
  return rest;
}
