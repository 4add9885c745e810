/**
 * A destination: where a request goes. These two parsers are the only way to get one; behind them
 * no function takes a host as text.
 */
import { canonicalEscapes } from './canonical-escapes.ts';
import { canonicalHost } from './canonical-host.ts';

declare const parsed: unique symbol;

export interface Destination {
  /** Lower case, without the colon. */
  readonly scheme: string;
  /** Lower-case ASCII, no trailing dot; IPv4 dotted; IPv6 compressed, no brackets. '' for schemes that have none. */
  readonly host: string;
  /** 0 where the scheme has none. */
  readonly port: number;
  /** '' where it was not seen (CONNECT). */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  readonly kind: 'name' | 'address';
  readonly [parsed]: true;
}

export type ParsedDestination =
  | { readonly ok: true; readonly destination: Destination }
  | { readonly ok: false; readonly problem: string };

export const defaultPorts: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  ws: 80,
  wss: 443,
  ftp: 21,
};
const maximumLength = 65_536;

const problems = {
  long: 'URL が長すぎます。/ The URL is too long.',
  unreadable: 'URL として読み取れません。/ This cannot be read as a URL.',
  twoHosts:
    '宛先のホストが一つに決まりません。@ や \\ を除いてください。/ The URL names more than one host; leave out @ and \\.',
  host: 'ホスト名が正しくありません。/ The host name is malformed.',
  path: 'パスの「..」が読み手によって違う場所になります。除いてください。/ A .. in the path leads servers to different places; leave it out.',
  port: 'ポート番号が正しくありません (1〜65535)。/ The port must be between 1 and 65535.',
  authority: '「ホスト:ポート」の形ではありません。/ Write it as host:port.',
} as const;

/**
 * `/open/..%2Fclosed` and `/open/..;/closed`: the parser of URLs sees a name, many servers the
 * folder above. An entry for `/open` must not let it through.
 */
const hiddenParent = /(?:\/|%2F|%5C)\.\.(?:%2F|%5C|;|$)|(?:%2F|%5C)\.\.\//i;

/** No escapes, no segment that begins with a dot, nothing that a parser of URLs would escape. */
const plainTarget =
  /^((?:\/(?:[\w~!$&'()*+,;=:@-][\w~!$&'()*+,;=:@.-]*)?)+)(?:\?([\w~!$&()*+,;=:@./?-]*))?$/;
const longestPlain = 8_192;

function refuse(problem: keyof typeof problems): ParsedDestination {
  return { ok: false, problem: problems[problem] };
}

function accept(fields: Omit<Destination, typeof parsed>): ParsedDestination {
  return { ok: true, destination: Object.freeze(fields) as Destination };
}

/** Reads a whole URL. User info and fragment are dropped; whatever names two hosts is refused. */
export function parseDestination(text: string): ParsedDestination {
  if (text.length > maximumLength) return refuse('long');
  const url = readUrl(text);
  if (url === null) return refuse('unreadable');
  const scheme = url.protocol.slice(0, -1).toLowerCase();
  const hasDefaultPort = Object.hasOwn(defaultPorts, scheme);
  if (hasDefaultPort && namesTwoHosts(text)) return refuse('twoHosts');
  if (url.port === '0') return refuse('port');
  const path = canonicalEscapes(url.pathname);
  if (hasDefaultPort && hiddenParent.test(path)) return refuse('path');
  const query = canonicalEscapes(url.search.slice(1));
  const port =
    url.port === '' ? (hasDefaultPort ? (defaultPorts[scheme] ?? 0) : 0) : Number(url.port);
  if (url.hostname === '') {
    if (hasDefaultPort) return refuse('host');
    return accept({ scheme, host: '', port, path, query, kind: 'name' });
  }
  const host = canonicalHost(url.hostname);
  return host === null ? refuse('host') : accept({ scheme, ...host, port, path, query });
}

/**
 * Reads the target of a request (`/path?query`) to a host and port that are known: as
 * parseDestination reads the whole URL, but what has nothing to be made canonical is taken as it is.
 */
export function parseTarget(
  known: Destination,
  scheme: 'http' | 'https' | 'ws' | 'wss',
  target: string,
): ParsedDestination {
  const [, path, query = ''] = plainTarget.exec(target) ?? [];
  if (path === undefined || target.length > longestPlain) {
    return parseDestination(`${scheme}://${hostText(known)}:${known.port}${target}`);
  }
  const { host, kind, port } = known;
  return accept({ scheme, host, kind, port, path, query });
}

/** Reads CONNECT's `host:port`. The scheme is taken as https; path and query are not seen. */
export function parseAuthority(text: string): ParsedDestination {
  const [, hostText = '', portText = ''] = /^(.+):(\d{1,5})$/s.exec(text) ?? [];
  if (hostText === '' || text.length > 1000) return refuse('authority');
  if (/[\s%]/.test(hostText)) return refuse('host');
  const port = Number(portText);
  if (port < 1 || port > 65_535) return refuse('port');
  const host = canonicalHost(hostText);
  if (host === null) return refuse('host');
  return accept({ scheme: 'https', ...host, port, path: '', query: '' });
}

/** The host as headers and URLs spell it: IPv6 in brackets. */
export function hostText(destination: Destination): string {
  return destination.host.includes(':') ? `[${destination.host}]` : destination.host;
}

/** The destination as a URL, without user info and fragment. */
export function urlText(destination: Destination): string {
  const { scheme, host, port, path, query } = destination;
  const search = query === '' ? '' : `?${query}`;
  if (host === '') return `${scheme}:${path}${search}`;
  const ownPort = port === 0 || port === defaultPorts[scheme] ? '' : `:${port}`;
  return `${scheme}://${hostText(destination)}${ownPort}${path}${search}`;
}

function readUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/**
 * Browsers and older parsers part company over an `@` behind a `\` and over several `@` in an
 * authority: never guess. A `\` alone is a slash to all who take it.
 */
function namesTwoHosts(text: string): boolean {
  const authority = /^[^:]*:[/\\]*([^/?#]*)/.exec(text.replace(/[\t\n\r]/g, ''))?.[1] ?? '';
  return /\\.*@|@.*@/s.test(authority);
}
