/**
 * What ties a request to the session that it is made in: of cookies and bearer tokens a digest,
 * never the value. Of a token that says its own subject (AT protocol) the subject.
 */
import { fromBase64 } from './content/base64.ts';
import { readJson } from './content/field-values.ts';

export interface SessionRequest {
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** A keyed digest of the caller's: the same text gives the same. */
export type Digest = (text: string) => string;

/** Cookies that name a session, and nothing but a session. */
const sessionCookies: Readonly<Record<string, string>> = {
  x: 'auth_token',
  mastodon: '_session_id',
};

/** null: the request is made in no session that can be told. */
export function sessionKey(
  service: string,
  { headers }: SessionRequest,
  digest: Digest,
): string | null {
  const cookie = Object.hasOwn(sessionCookies, service) ? sessionCookies[service] : undefined;
  const held = cookie === undefined ? null : readCookie(headers.cookie ?? '', cookie);
  // X's site sends the same bearer token for everybody: there the cookie tells.
  if (held !== null) return `${service}:${digest(held)}`;
  const token = /^(?:bearer|dpop)\s+(\S{1,8192})$/i.exec(headers.authorization?.trim() ?? '')?.[1];
  return token === undefined ? null : tokenKey(service, token, digest);
}

export function tokenKey(service: string, token: string, digest: Digest): string {
  const subject = service === 'bluesky' ? subjectOf(token) : null;
  return `${service}:${subject ?? digest(token)}`;
}

/** The `sub` of a JWT, where it is a DID. Unverified: whoever forges it is turned away by the server. */
export function subjectOf(token: string): string | null {
  const payload = token.split('.')[1];
  if (payload === undefined || payload.length > 4096) return null;
  const value = readJson(new TextDecoder().decode(fromBase64(payload) ?? new Uint8Array()));
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'sub')) return null;
  const { sub } = value as { sub: unknown };
  return typeof sub === 'string' && /^did:[a-z]+:[\w.:%-]{1,200}$/.test(sub) ? sub : null;
}

function readCookie(header: string, name: string): string | null {
  const found = cookiesOf(header).find(([key]) => key === name);
  return found?.[1] || null;
}

/** Name and value of each, as they were sent. */
export function cookiesOf(header: string): [name: string, value: string][] {
  return header.split(';').map((pair) => {
    const [key = '', ...value] = pair.split('=');
    return [key.trim(), value.join('=').trim()];
  });
}
