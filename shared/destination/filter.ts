/**
 * A filter in the format of Chromium's URLBlocklist:
 *   [scheme://][.]host[:port][/path][?query]   or   scheme:*   or   *
 * The host takes its sub-domains, unless a dot stands before it or it is an address. The path is a prefix.
 */
import { escapedText } from './canonical-escapes.ts';
import { canonicalHost } from './canonical-host.ts';
import type { Match, MatchProblem, ParsedMatch } from './match.ts';
import { parseQueryConditions } from './query-conditions.ts';

const problems = {
  space: {
    message: '空白が入っています。/ It contains a space.',
    cure: '空白を取り除いてください。/ Take the space out.',
  },
  noHost: {
    message: 'ホスト名がありません。/ It names no host.',
    cure: '「example.jp」のようにホスト名を書いてください。/ Name a host, such as example.jp.',
  },
  star: {
    message: 'ホスト名の中に * は使えません。/ A filter takes no * inside a host.',
    cure: '「example.jp」はサブドメインも含みます。形を細かく決めるには「glob:https://*.example.jp/**」と書いてください。/ example.jp takes its sub-domains already; for a finer form write glob:https://*.example.jp/**.',
  },
  host: {
    message: 'ホスト名が正しくありません。/ The host name is malformed.',
    cure: '「example.jp」や「192.0.2.1」、「[2001:db8::1]」のように書いてください。/ Write it as example.jp, 192.0.2.1 or [2001:db8::1].',
  },
  port: {
    message: 'ポート番号が正しくありません。/ The port is malformed.',
    cure: '1〜65535 の数字にするか、全ポートなら書かないでください。/ Use a number from 1 to 65535, or leave it out for any port.',
  },
  opaque: {
    message: 'この形のスキームは使えません。/ A scheme cannot be written like this.',
    cure: '「https://example.jp」または「https:*」のように書いてください。/ Write https://example.jp, or https:* for the whole scheme.',
  },
} as const satisfies Record<string, MatchProblem>;

function refuse(problem: keyof typeof problems): ParsedMatch {
  return { ok: false, problem: problems[problem] };
}

export function parseFilter(text: string): ParsedMatch {
  if (/\s/.test(text)) return refuse('space');
  const wholeScheme = /^([a-z][a-z0-9+-]*):(?:\/\/)?\*$/i.exec(text)?.[1];
  if (wholeScheme !== undefined) {
    return accept(text, { scheme: wholeScheme.toLowerCase() });
  }
  const [, schemeText, rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(text) ?? [];
  const scheme = schemeText?.toLowerCase() ?? null;
  if (scheme === null && /^[a-z][a-z0-9+-]*:(?!\d+(?:[/?#]|$))/i.test(rest))
    return refuse('opaque');

  const [, authority = '', pathText = '', queryText = ''] =
    /^([^/?#]*)([^?#]*)(?:\?([^#]*))?/.exec(rest) ?? [];
  const path = escapedText(pathText);
  const query = parseQueryConditions(queryText);
  const beyond = {
    scheme,
    query,
    path: path === '' || path === '/' ? null : (seen: string) => seen.startsWith(path),
    pathLength: path.length,
  };
  if (scheme === 'file' && authority === '') return accept(text, beyond);

  const [, hostText = '', portText] =
    /^(?:.*@)?(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(authority) ?? [];
  if (hostText === '') return refuse('noHost');
  if (portText !== undefined && !isPort(portText)) return refuse('port');
  const port = portText === undefined ? null : Number(portText);
  if (hostText === '*') {
    const bare = scheme === null && port === null && path === '' && query === null;
    return accept(text, { ...beyond, port, bare });
  }
  if (hostText.includes('*')) return refuse('star');
  const exact = hostText.startsWith('.');
  const host = canonicalHost(exact ? hostText.slice(1) : hostText);
  if (host === null) return refuse('host');
  if (exact || host.kind === 'address') {
    return accept(text, {
      ...beyond,
      port,
      key: host.host,
      exact: true,
      hostLength: host.host.length,
    });
  }
  return accept(text, { ...beyond, port, key: host.host, hostLength: host.host.length + 1 });
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

function accept(text: string, fields: Partial<Match>): ParsedMatch {
  const anything: Match = {
    text,
    key: '',
    exact: false,
    scheme: null,
    port: null,
    host: null,
    path: null,
    query: null,
    hostLength: 0,
    pathLength: 0,
    bare: false,
  };
  return { ok: true, match: Object.freeze({ ...anything, ...fields }) };
}
