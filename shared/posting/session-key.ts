/**
 * What ties a request to the session that it is made in: of cookies and bearer tokens a digest,
 * never the value. Of a token that says its own subject (AT protocol) the subject.
 */
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
  const value = readJson(fromBase64Url(payload));
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'sub')) return null;
  const { sub } = value as { sub: unknown };
  return typeof sub === 'string' && /^did:[a-z]+:[\w.:%-]{1,200}$/.test(sub) ? sub : null;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function fromBase64Url(text: string): string {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const letter of text.replace(/=+$/, '')) {
    const value = alphabet.indexOf(letter);
    if (value < 0) return '';
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes.push((bits >> held) & 0xff);
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}

function readCookie(header: string, name: string): string | null {
  for (const pair of header.split(';')) {
    const [key = '', ...value] = pair.split('=');
    if (key.trim() === name) return value.join('=').trim() || null;
  }
  return null;
}
