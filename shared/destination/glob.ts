/**
 * A glob: `glob:[scheme://]host[:port][/path]`. The only file that imports micromatch.
 * - host, by labels: `*` is one whole label, `www*` a part of one, `{a,b}` either; `**` in front is one
 *   label or more, and alone any host. Addresses have no labels. `example.jp` without a wildcard is that host alone.
 * - path, each segment by micromatch: `*` stays within a segment, `**` alone takes any number of
 *   segments; no path means any path.
 * - the query is not looked at.
 * In the precedence a glob counts its literal characters.
 */
import micromatch from 'micromatch';
import { escapedText } from './canonical-escapes.ts';
import { canonicalHost } from './canonical-host.ts';
import type { Match, MatchProblem, ParsedMatch } from './match.ts';
import { matchSegments, type SegmentTest } from './segments.ts';

export const globPrefix = 'glob:';
const maximumWildcards = 8;
/** In one label or segment each further star multiplies the work of the worst case by its length. */
const maximumStars = 2;
const maximumSegment = 2048;

const options = {
  dot: true,
  nonegate: true,
  noextglob: true,
  nocase: false,
  windows: false,
} as micromatch.Options;

const problems = {
  long: {
    message:
      'glob が長すぎるか、* や ? が 8 個を超えています。/ The glob is too long, or has more than 8 wildcards.',
    cure: '2 つの項目に分けてください。/ Split it into two entries.',
  },
  characters: {
    message:
      'glob に使えない文字があります ( ) | ! ^ $ + \\ [ ] 空白。/ The glob contains a character it cannot take: ( ) | ! ^ $ + \\ [ ] or a space.',
    cure: 'その文字の代わりに ? (任意の 1 文字) を書いてください。/ Write ? (any one character) in its place.',
  },
  query: {
    message: 'glob は「?」より後 (クエリ) を見ません。/ A glob does not look at the query.',
    cure: 'クエリを条件にするには「example.jp/path?k=v」というフィルターで書いてください。/ To look at the query write a filter: example.jp/path?k=v.',
  },
  host: {
    message: 'glob のホスト名が正しくありません。/ The host of the glob is malformed.',
    cure: '「glob:https://*.example.jp/files/**」のように書いてください。「**」は先頭だけに置けます。/ Write it as glob:https://*.example.jp/files/**; ** may only come first.',
  },
  path: {
    message: 'glob のパスが正しくありません。/ The path of the glob is malformed.',
    cure: '「/files/**/*.pdf」のように、「**」は / と / の間に単独で、「*」は / と / の間に 2 個まで書いてください。/ Let ** stand alone between two slashes, and at most two * there, such as /files/**/*.pdf.',
  },
  port: {
    message: 'glob のポート番号が正しくありません。/ The port of the glob is malformed.',
    cure: '1〜65535 の数字にするか、書かないでください。/ Use a number from 1 to 65535, or leave it out.',
  },
} as const satisfies Record<string, MatchProblem>;

function refuse(problem: keyof typeof problems): ParsedMatch {
  return { ok: false, problem: problems[problem] };
}

export function parseGlob(text: string): ParsedMatch {
  const glob = text.slice(globPrefix.length);
  if (glob.length > 500 || (glob.match(/\*+|\?|\{/g)?.length ?? 0) > maximumWildcards) {
    return refuse('long');
  }
  const afterAddress = glob.replace(/^([a-z][a-z0-9.-]*:\/\/)?\[[0-9a-f:.]*\]/i, '');
  if (/[\s()|!^$+\\[\]]/.test(afterAddress)) {
    return refuse('characters');
  }
  if (/\?[^/]*=/.test(glob)) return refuse('query');
  const [, schemeText, authority = '', pathText = ''] =
    /^(?:([a-z][a-z0-9.-]*):\/\/)?([^/]*)(.*)$/i.exec(glob) ?? [];
  const [, hostText = '', portText] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(authority) ?? [];
  if (portText !== undefined && !/^[1-9]\d{0,4}$/.test(portText)) return refuse('port');
  if (Number(portText ?? 1) > 65_535) return refuse('port');
  const host = readHost(hostText);
  if (host === null) return refuse('host');
  const path = readPath(escapedText(pathText));
  if (path === null) return refuse('path');
  return {
    ok: true,
    match: Object.freeze({
      text,
      ...host,
      scheme: schemeText?.toLowerCase() ?? null,
      port: portText === undefined ? null : Number(portText),
      path: path.test,
      query: null,
      pathLength: path.literal,
      bare: false,
    }),
  };
}

/** The path of a glob alone, against paths without a trailing slash; null where it cannot be read. */
export function compilePathGlob(text: string): { test(path: string): boolean } | null {
  const wildcards = text.match(/\*+|\?|\{/g)?.length ?? 0;
  if (!text.startsWith('/') || text.length > 500 || wildcards > maximumWildcards) return null;
  if (/[\s()|!^$+\\[\]]/.test(text)) return null;
  const path = readPath(escapedText(text.replace(/(?<=.)\/$/, '')));
  if (path === null) return null;
  const { test } = path;
  return { test: (seen) => test === null || test(seen, true) };
}

function expression(glob: string): RegExp {
  return micromatch.makeRe(glob, options);
}

function hasTooManyStars(text: string): boolean {
  return (text.match(/\*/g)?.length ?? 0) > maximumStars;
}

/** null where it cannot be read: `**` beside other characters, braces across segments, too many stars. */
function readPath(glob: string): { test: Match['path']; literal: number } | null {
  const literal = literalLength(glob);
  if (glob === '' || glob === '/**') return { test: null, literal };
  if (/\{[^}]*\//.test(glob)) return null;
  const tests: SegmentTest[] = [];
  for (const segment of glob.split('/')) {
    if (segment !== '**' && (segment.includes('**') || hasTooManyStars(segment))) return null;
    tests.push(segment === '**' ? segment : segmentTest(segment));
  }
  const test: Match['path'] = (path, every) => {
    const segments = path.split('/');
    // Too long to look at: an allow does not hold, a block does.
    if (segments.some(({ length }) => length > maximumSegment)) return !every;
    return matchSegments(tests, segments);
  };
  return { test, literal };
}

function segmentTest(segment: string): (text: string) => boolean {
  if (!/[*?{]/.test(segment)) return (text) => text === segment;
  const pattern = expression(segment);
  return (text) => pattern.test(text);
}

function literalLength(glob: string): number {
  return glob.replace(/\{[^}]*\}|[*?]/g, '').length;
}

interface GlobHost {
  readonly key: string;
  readonly exact: boolean;
  readonly host: ((host: string) => boolean) | null;
  readonly hostLength: number;
}

function readHost(text: string): GlobHost | null {
  if (!/[*?{]/.test(text)) {
    const host = canonicalHost(text)?.host;
    return host === undefined
      ? null
      : { key: host, exact: true, host: null, hostLength: host.length };
  }
  if (text === '**') return { key: '', exact: false, host: null, hostLength: 0 };
  if (text.startsWith('[')) return null;
  const labels = text.toLowerCase().replace(/\.$/, '').split('.');
  const deep = labels[0] === '**';
  const rest = deep ? labels.slice(1) : labels;
  const tests = rest.map(labelTest);
  if (tests.includes(null)) return null;
  const lastWild = tests.findLastIndex((each) => typeof each !== 'string');
  const key = tests.slice(lastWild + 1).join('.');
  const literal = tests.map((test, i) => (typeof test === 'string' ? test : literalLabel(rest[i])));
  return {
    key,
    exact: false,
    hostLength: literal.join('.').length + (deep ? 1 : 0),
    host: (seen) => {
      const seenLabels = seen.split('.');
      const extra = seenLabels.length - tests.length;
      if (deep ? extra < 1 : extra !== 0) return false;
      return tests.every((test, i) => {
        const label = seenLabels[i + extra] ?? '';
        return typeof test === 'string' ? test === label : test?.test(label) === true;
      });
    },
  };
}

function literalLabel(label: string | undefined): string {
  return (label ?? '').replace(/\{[^}]*\}|[*?]/g, '');
}

/** A literal label in its one spelling, an expression for one with wildcards, null where it is malformed. */
function labelTest(label: string): string | RegExp | null {
  if (!/[*?{}]/.test(label)) {
    const host = canonicalHost(label);
    // `127.*` is no label glob: addresses are written whole, or as ranges in zones.
    return host === null || host.host.includes('.')
      ? /^\d+$/.test(label)
        ? label
        : null
      : host.host;
  }
  if (label.includes('**') || hasTooManyStars(label)) return null;
  if (/[{}]/.test(label.replace(/\{[^{}]*\}/g, ''))) return null;
  if (!/^[a-z0-9_*?{},-]+$/.test(label)) return null;
  return expression(label);
}
