/** Whether "only when asked for by" names hosts, on an entry that opens something, where it can be seen. */
import { parseDestination } from '../destination/destination.ts';
import { parseMatch } from '../destination/entry-match.ts';
import { type Match, mayMatch, needsPath } from '../destination/match.ts';
import type { Action } from './decision.ts';
import { error, type Finding, type Place, warning } from './finding.ts';
import type { InitiatorFields } from './initiator.ts';
import type { Policy } from './schema.ts';

/** @param action of the entry, or of the list */
export function checkInitiators(
  { initiators }: InitiatorFields,
  action: Action,
  at: Place,
): Finding[] {
  if (initiators === undefined) return [];
  const place = [...at, 'initiators'];
  if (action === 'block') {
    return [
      error(
        place,
        'initiators は、許可 (allow) か警告 (warn) の項目にだけ書けます。/ initiators belong to entries that allow or warn.',
        '遮断の項目から initiators を消してください。/ Leave initiators out where the action is block.',
      ),
    ];
  }
  return initiators.flatMap((text, i) => checkPage(text, [...place, i]));
}

function checkPage(text: string, at: Place): Finding[] {
  const parsed = parseMatch(text);
  if (!parsed.ok) {
    const { message, cure } = parsed.problem;
    return [error(at, `「${text}」: ${message}`, cure)];
  }
  if (needsPath(parsed.match)) {
    return [
      error(
        at,
        'initiators にはパスを書けません。ブラウザーは、呼び出し元のホストしか伝えません。/ An initiator takes no path: browsers tell its host alone.',
        'ホスト名だけにしてください。/ Name the host alone.',
      ),
    ];
  }
  if (parsed.match.key !== '') return [];
  return [
    error(
      at,
      `「${text}」はどのサイトから呼ばれてもよいことになります。/ This lets every site ask for it.`,
      '呼び出し元のホスト名を書くか、initiators を消してください。/ Name the hosts that ask, or leave initiators out.',
    ),
  ];
}

/** On a host that nobody reads the entry counts whoever asks. */
export function checkUnseenInitiators({ intercept, destinations }: Policy): Finding[] {
  const except = (intercept?.except ?? []).flatMap(({ match }) => readable(match));
  if (except.length === 0) return [];
  return (destinations.lists ?? []).flatMap((list, i) =>
    list.entries.flatMap((source, j) => {
      const entry = typeof source === 'string' ? { match: source } : source;
      if ((entry.initiators ?? list.initiators) === undefined) return [];
      const [match] = readable(entry.match);
      if (match === undefined || !except.some((each) => coversHost(each, match))) return [];
      return [
        warning(
          ['destinations', 'lists', i, 'entries', j],
          `「${entry.match}」は呼び出し元を見ますが、このホストは intercept.except にあり、呼び出し元が見えません。/ This entry looks at who asks, but its host is excepted from interception.`,
          'except から外してください。そのままでは、どこから呼ばれても通り、記録に「呼び出し元は見えない」と残ります。/ Take the host out of except; as it stands it is open whoever asks, and the record says that nobody could tell.',
        ),
      ];
    }),
  );
}

function readable(text: string): Match[] {
  const parsed = parseMatch(text);
  return parsed.ok ? [parsed.match] : [];
}

function coversHost(except: Match, { key }: Match): boolean {
  const authority = key.includes(':') ? `[${key}]` : key;
  const parsed = parseDestination(`https://${authority}/`);
  return parsed.ok && mayMatch(except, parsed.destination);
}
