/** Whether each list has its lines from one place, and a feed says what can be kept. */
import { parseDestination } from '../destination/destination.ts';
import { addDuration } from './duration.ts';
import { error, type Finding, type Place, warning } from './finding.ts';
import type { List, Policy } from './schema.ts';

/** Asked more often, the servers of public lists turn a city away. */
const shortestMs = 5 * 60_000;

export function checkFeeds({ destinations }: Policy): Finding[] {
  return (destinations.lists ?? []).flatMap((list, i) =>
    checkList(list, ['destinations', 'lists', i]),
  );
}

/** @param document as it was typed: afterwards a list without entries looks like an empty one */
export function checkSources(document: unknown): Finding[] {
  const lists = child(child(document, 'destinations'), 'lists');
  if (!Array.isArray(lists)) return [];
  return lists.flatMap((list: unknown, i) => {
    if (typeof list !== 'object' || list === null || Array.isArray(list)) return [];
    if ('entries' in list || 'feed' in list) return [];
    return [
      error(
        ['destinations', 'lists', i, 'entries'],
        '「entries」も「feed」もありません。/ There are neither entries nor a feed.',
        '「entries:」に行を書くか、「feed:」でファイルか https のアドレスを示してください。/ Write lines below "entries:", or name a file or an https address by "feed:".',
      ),
    ];
  });
}

function checkList(list: List, at: Place): Finding[] {
  const { feed, entries, action } = list;
  if (feed === undefined) return [];
  const feedAt = [...at, 'feed'];
  return [
    ...(entries.length === 0 ? [] : [bothSources(at)]),
    ...((feed.file === undefined) === (feed.url === undefined) ? [oneOfBoth(feedAt)] : []),
    ...(feed.url === undefined ? [] : checkUrl(feed.url, [...feedAt, 'url'])),
    ...checkEvery(feed, [...feedAt, 'every']),
    ...(feed.column === undefined || feed.format === 'csv' || feed.format === 'auto'
      ? []
      : [columnWithoutCsv([...feedAt, 'column'])]),
    ...(action === 'allow' && feed.url !== undefined ? [opensByOthers(feedAt)] : []),
  ];
}

function checkUrl(url: string, at: Place): Finding[] {
  const parsed = parseDestination(url);
  const isPlain =
    parsed.ok && parsed.destination.scheme === 'https' && !/^[^/]*\/\/[^/]*@/.test(url);
  if (isPlain) return [];
  return [
    error(
      at,
      'https のアドレスではありません。/ This is no https address.',
      '「https://lists.example.jp/malware.txt」のように、利用者名やパスワードを付けずに書いてください。/ Write it as https://lists.example.jp/malware.txt, without user name or password.',
    ),
  ];
}

function checkEvery({ every, file }: NonNullable<List['feed']>, at: Place): Finding[] {
  if (every === undefined) return [];
  if (file !== undefined) {
    return [
      warning(
        at,
        'ファイルは変わったときに読み直すので、every は効きません。/ A file is read when it changes: every says nothing.',
        'every を消してください。/ Delete every.',
      ),
    ];
  }
  if (addDuration(0, every) >= shortestMs) return [];
  return [
    error(
      at,
      '間隔が短すぎます。/ The interval is too short.',
      'PT5M (5 分) 以上にしてください。PT6H (6 時間) をお勧めします。/ Use PT5M (five minutes) or more; PT6H is what we advise.',
    ),
  ];
}

function bothSources(at: Place): Finding {
  return error(
    [...at, 'feed'],
    'entries と feed の両方があります。/ There are both entries and a feed.',
    'どちらか一方にして、残りは別のリストに分けてください。/ Keep one of the two, and put the rest into a list of its own.',
  );
}

function oneOfBoth(at: Place): Finding {
  return error(
    at,
    'file と url のどちらか一方が要ります。/ A feed has either a file or a url.',
    '「file: feeds/malware.txt」か「url: https://…」のどちらかだけを書いてください。/ Write one of file: feeds/malware.txt and url: https://….',
  );
}

function columnWithoutCsv(at: Place): Finding {
  return error(
    at,
    'column は CSV の列です。/ column is a column of a CSV.',
    'format: csv にするか、column を消してください。/ Set format: csv, or delete column.',
  );
}

function opensByOthers(at: Place): Finding {
  return warning(
    at,
    'このアドレスの中身を書き換えられる人は、許可されるサイトを増やせます。/ Whoever can change what is at this address can open sites.',
    '信頼できる発行元だけにしてください。/ Leave it only where you trust who publishes it.',
  );
}

function child(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return (value as Record<string, unknown>)[key];
}
