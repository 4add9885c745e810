/** Whether every entry can be read, can ever match, and is not wider than anybody means. */
import { classifyAddress } from '../destination/address.ts';
import { parseDestination } from '../destination/destination.ts';
import { parseMatch } from '../destination/entry-match.ts';
import { globPrefix } from '../destination/glob.ts';
import { type Match, mayMatch, needsPath } from '../destination/match.ts';
import { breadthOf } from '../destination/public-suffix.ts';
import { checkInitiators, checkReadOnly } from './check-conditions.ts';
import { checkScope, type Known } from './check-scope.ts';
import type { Action } from './decision.ts';
import { error, type Finding, type Place, warning } from './finding.ts';
import type { Policy } from './schema.ts';

const carried: ReadonlySet<string> = new Set(['http', 'https', 'ws', 'wss']);

export function checkLists(policy: Policy, known: Known): Finding[] {
  const isOpen = policy.destinations.default === 'allow';
  return (policy.destinations.lists ?? []).flatMap((list, i) => {
    const seen = new Set<string>();
    return list.entries.flatMap((source, j) => {
      const at = ['destinations', 'lists', i, 'entries', j];
      const entry = typeof source === 'string' ? { match: source } : source;
      const matchAt = typeof source === 'string' ? at : [...at, 'match'];
      const key = JSON.stringify(source);
      const isDouble = seen.has(key);
      seen.add(key);
      return [
        ...checkMatch(entry.match, entry.action ?? list.action, matchAt, isOpen),
        ...checkScope(entry, at, known),
        ...checkInitiators(entry, entry.action ?? list.action, at),
        ...checkReadOnly(entry, entry.action ?? list.action, at),
        ...(isDouble ? [double(matchAt, entry.match)] : []),
      ];
    });
  });
}

export function checkWithoutCredential(filters: readonly string[]): Finding[] {
  return filters.flatMap((text, i) =>
    checkMatch(text, 'allow', ['destinations', 'withoutCredential', i]),
  );
}

/** Exceptions from interception name hosts; paths below them would be judged unseen. */
export function checkExceptions(policy: Policy): Finding[] {
  const except = policy.intercept?.except ?? [];
  const found = except.flatMap(({ match: text }, i) => {
    const at = ['intercept', 'except', i, 'match'];
    const parsed = parseMatch(text);
    if (parsed.ok && needsPath(parsed.match)) {
      return [
        error(
          at,
          'intercept.except にはパスを書けません。/ An exception from interception takes no path.',
          'ホスト名だけにしてください。/ Name the host alone.',
        ),
      ];
    }
    return checkMatch(text, 'allow', at);
  });
  const matches = except.flatMap(({ match }) => {
    const parsed = parseMatch(match);
    return parsed.ok ? [parsed.match] : [];
  });
  return matches.length === 0 ? found : [...found, ...unseenPaths(policy, matches)];
}

function unseenPaths(policy: Policy, except: readonly Match[]): Finding[] {
  return (policy.destinations.lists ?? []).flatMap((list, i) =>
    list.entries.flatMap((source, j) => {
      const parsed = parseMatch(typeof source === 'string' ? source : source.match);
      if (!parsed.ok || !needsPath(parsed.match) || parsed.match.key === '') return [];
      const host = parseDestination(`https://${urlHost(parsed.match.key)}/`);
      if (!host.ok || !except.some((each) => mayMatch(each, host.destination))) return [];
      return [
        warning(
          ['destinations', 'lists', i, 'entries', j],
          `「${parsed.match.text}」はパスを見ますが、このホストは intercept.except にあり、https ではパスが見えません。/ This entry looks at the path, but its host is excepted from interception.`,
          'except から外すか、パスのない項目にしてください。そのままでは拒否されます (path-unseen)。/ Take the host out of except, or the path out of the entry; as it stands such requests are refused (path-unseen).',
        ),
      ];
    }),
  );
}

/** @param isOpen what no entry names is allowed already: an entry opens ports at most */
export function checkMatch(text: string, action: Action, at: Place, isOpen = false): Finding[] {
  const parsed = parseMatch(text);
  if (!parsed.ok) {
    const { message, cure } = parsed.problem;
    return [error(at, `「${text}」: ${message}`, cure)];
  }
  const { match } = parsed;
  return [
    ...checkScheme(match, at),
    ...(action === 'allow' && !isOpen ? checkBreadth(match, at) : []),
    ...checkStars(match, at),
  ];
}

function checkScheme({ scheme, text }: Match, at: Place): Finding[] {
  if (scheme === null || carried.has(scheme)) return [];
  return [
    error(
      at,
      `「${text}」: スキーム「${scheme}」は関所を通りません。/ The barrier does not carry the scheme ${scheme}.`,
      'http, https, ws, wss のどれかにするか、スキームを書かないでください。ほかのスキームは常に拒否されます。/ Use http, https, ws or wss, or leave the scheme out; all others are always refused.',
    ),
  ];
}

function checkBreadth({ key, exact, text }: Match, at: Place): Finding[] {
  if (exact) return [];
  if (key === '') {
    return [
      error(
        at,
        `「${text}」はすべてのサイトを許可します。/ This allows every site.`,
        'ホスト名を書くか、本当にすべて許可するなら destinations.default: allow にしてください。/ Name the hosts, or set destinations.default: allow.',
      ),
    ];
  }
  const breadth = breadthOf(key);
  if (breadth === 'tld') {
    return [
      witnessed(
        key,
        error(
          at,
          `「${text}」は「.${key}」で終わるすべてのサイトを許可します。/ This allows every site that ends in .${key}.`,
          'ホスト名を書くか、destinations.default: allow にしてください。/ Name the hosts, or set destinations.default: allow.',
        ),
      ),
    ];
  }
  if (breadth === 'suffix') {
    return [
      witnessed(
        key,
        warning(
          at,
          `「${text}」は「${key}」の下に登録されたすべての組織を許可します。/ This allows whoever is registered below ${key}.`,
          '意図したとおりならこのままで構いません。/ Leave it if that is what you mean.',
        ),
      ),
    ];
  }
  return [];
}

/** Shown by somebody's site below it. */
function witnessed(key: string, found: Finding): Finding {
  return { ...found, witness: `https://www.example.${key}/` };
}

/** In a filter a path is a prefix already, and a star in it stands for itself. */
function checkStars({ text, path }: Match, at: Place): Finding[] {
  if (text.startsWith(globPrefix) || path === null || !/\/[^?]*\*/.test(text)) return [];
  return [
    warning(
      at,
      `「${text}」: パスの中の * は文字どおり「*」です。/ A * in a path stands for itself.`,
      'パスは前方一致なので * は要りません。形を決めるには「glob:」を付けてください。/ A path is a prefix already: leave the * out, or write a glob.',
    ),
  ];
}

function double(at: Place, text: string): Finding {
  return warning(
    at,
    `「${text}」がこのリストに 2 回あります。/ This entry is in the list twice.`,
    'どちらかを消してください。/ Delete one of the two.',
  );
}

function urlHost(host: string): string {
  return classifyAddress(host) !== null && host.includes(':') ? `[${host}]` : host;
}
