/** Whether what an entry asks besides (who asks for it, reading alone) can be kept. */
import { parseDestination } from '../destination/destination.ts';
import { parseMatch } from '../destination/entry-match.ts';
import { type Match, mayMatch, needsPath } from '../destination/match.ts';
import type { EntrySource } from './compile-lists.ts';
import type { Action } from './decision.ts';
import { error, type Finding, type Place, warning } from './finding.ts';
import type { InitiatorFields } from './initiator.ts';
import type { Policy } from './schema.ts';

/** @param action of the entry, or of the list */
export function checkReadOnly(
  { readOnly }: { readonly readOnly?: true | undefined },
  action: Action,
  at: Place,
): Finding[] {
  if (readOnly === undefined || action !== 'block') return [];
  return [
    error(
      [...at, 'readOnly'],
      'readOnly は、許可 (allow) か警告 (warn) の項目にだけ書けます。/ readOnly belongs to entries that allow or warn.',
      '遮断の項目から readOnly を消してください。/ Leave readOnly out where the action is block.',
    ),
  ];
}

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

/** On a host that nobody reads the entry counts whoever asks, and whatever for. */
export function checkUnseenConditions({ intercept, destinations }: Policy): Finding[] {
  const except = (intercept?.except ?? []).flatMap(({ match }) => readable(match));
  if (except.length === 0) return [];
  return (destinations.lists ?? []).flatMap((list, i) =>
    list.entries.flatMap((source, j) => {
      const entry: EntrySource = typeof source === 'string' ? { match: source } : source;
      const asksMore = [entry, list].some((each) => each.initiators ?? each.readOnly);
      if (!asksMore || (entry.action ?? list.action) === 'block') return [];
      const [match] = readable(entry.match);
      if (match === undefined || !except.some((each) => coversHost(each, match))) return [];
      return [
        warning(
          ['destinations', 'lists', i, 'entries', j],
          `「${entry.match}」は呼び出し元や書き込みかどうかを見ますが、このホストは intercept.except にあり、どちらも見えません。/ This entry looks at who asks, or for reading alone, but its host is excepted from interception.`,
          'except から外してください。そのままでは、どこから呼ばれても、書き込みでも通ります。/ Take the host out of except; as it stands it is open whoever asks, for writing too.',
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
