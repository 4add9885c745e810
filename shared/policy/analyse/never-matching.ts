/** Entries that can match no request any more, or never could. */
import { type Finding, warning } from '../finding.ts';
import type { Scope } from '../scope.ts';
import { isAt } from '../scope.ts';
import { judgeAddress } from '../zones.ts';
import type { Analysis } from './analysis.ts';
import type { PlacedEntry } from './placed-entry.ts';
import { sampleUrl } from './sample.ts';

export const causes = ['over', 'never-open', 'nobody', 'no-hour', 'zone-closed', 'dots'] as const;
export type Cause = (typeof causes)[number];

const words: Readonly<Record<Cause, readonly [message: string, cure: string]>> = {
  over: [
    '期限が過ぎています。/ Its time is over.',
    '消すか、until を延ばしてください。/ Delete it, or put off its until.',
  ],
  'never-open': [
    'リストの期間と項目の期間が重なりません。/ The times of the list and of the entry never meet.',
    'どちらかの from か until を直してください。/ Mend from or until of one of the two.',
  ],
  nobody: [
    'リストの対象と項目の対象の両方に当てはまる人がいません。/ Nobody is meant by the list and by the entry at once.',
    'units か users を直してください。/ Mend units or users.',
  ],
  'no-hour': [
    'リストの時間と項目の時間が重なりません。/ The hours of the list and of the entry never meet.',
    'どちらかの hours を直してください。/ Mend hours of one of the two.',
  ],
  'zone-closed': [
    '閉じた範囲 (zones.closed) のアドレスで、項目より先に止まります。/ Its address lies in a closed zone, which is judged before any entry.',
    '行かせるなら zones.open に「アドレス:ポート」を書き、そうでなければ項目を消してください。/ To open it write address:port in zones.open; else delete the entry.',
  ],
  dots: [
    'パスの「.」や「..」は、判定の前に取り除かれます。/ A . or .. in the path is resolved before anything is decided.',
    'それを除いたパスを書いてください。/ Write the path without them.',
  ],
};

const week = 7 * 24 * 60;
/** One without national holidays: these take time from nobody for ever. */
const quietWeek = Date.parse('2026-06-15T00:00:00+09:00');

export function neverMatching(placed: PlacedEntry, analysis: Analysis): Cause | null {
  const { scopes } = placed.entry;
  if (!placed.isGlob && /\/\.{1,2}(?:\/|$)/.test(placed.path)) return 'dots';
  if (isClosed(placed, analysis)) return 'zone-closed';
  const until = Math.min(...scopes.map((scope) => scope?.until ?? Number.POSITIVE_INFINITY));
  if (until <= analysis.at) return 'over';
  const from = Math.max(...scopes.map((scope) => scope?.from ?? Number.NEGATIVE_INFINITY));
  if (from >= until) return 'never-open';
  if (isForNobody(scopes)) return 'nobody';
  return neverInHours(scopes) ? 'no-hour' : null;
}

export function* findNeverMatching(analysis: Analysis): Generator<Finding> {
  for (const placed of analysis.entries) {
    const cause = neverMatching(placed, analysis);
    if (cause === null) continue;
    const [message, cure] = words[cause];
    const { match } = placed.entry;
    const witness =
      sampleUrl(placed) ?? `${match.scheme ?? 'https'}://${placed.host}${placed.path || '/'}`;
    yield {
      ...warning(
        placed.place,
        `「${placed.entry.match.text}」は何にも当てはまりません。${message}`,
        cure,
      ),
      witness,
    };
  }
}

/** Its address is closed on the port it names, or on every port. */
function isClosed({ entry: { match } }: PlacedEntry, { policy: { zones } }: Analysis): boolean {
  if (match.key === '' || match.host !== null) return false;
  const { key, port } = match;
  if (port !== null) return judgeAddress(zones, key, port) !== null;
  // Where no port is named one that is open is enough.
  const open = [...zones.open].map((place) => Number(place.split(' ')[1]));
  return [0, ...open].every((each) => judgeAddress(zones, key, each) !== null);
}

function isForNobody(scopes: readonly Scope[]): boolean {
  return (['units', 'users'] as const).some((key) => {
    const [first, ...others] = scopes.flatMap((scope) => (scope?.[key] ? [scope[key]] : []));
    if (first === undefined) return false;
    return ![...first].some((name) => others.every((other) => other.has(name)));
  });
}

/** Only where list and entry both have hours can they miss each other. */
function neverInHours(scopes: readonly Scope[]): boolean {
  const hours = scopes.flatMap((scope) =>
    scope === null || scope.hours === null
      ? []
      : [{ ...scope, from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }],
  );
  if (hours.length < 2) return false;
  for (let minute = 0; minute < week; minute++) {
    if (hours.every((scope) => isAt(scope, quietWeek + minute * 60_000))) return false;
  }
  return true;
}
