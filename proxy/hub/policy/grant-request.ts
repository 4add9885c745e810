/** A request for access that is granted → the changes that let it through. */
import { holdsMask, maskText } from '../../../shared/audit/mask.ts';
import { type Destination, parseDestination } from '../../../shared/destination/destination.ts';
import { breadthOf } from '../../../shared/destination/public-suffix.ts';
import type { EntryFields, Policy } from '../../../shared/policy/schema.ts';
import { compileZones, judgeAddress } from '../../../shared/policy/zones.ts';
import type { ConsoleBody } from '../../../shared/protocol/console.ts';
import type { AccessRequest } from '../../../shared/protocol/link.ts';
import type { Change } from '../../../shared/protocol/policy-change.ts';
import { noteOf } from '../requests/standing.ts';
import { matchOf, type SuggestAs } from './match-of.ts';

export const grantedList = 'granted';

export type Grant =
  | { readonly ok: true; readonly changes: Change[]; readonly until: string | null }
  | { readonly ok: false; readonly fields: Record<string, string> };

/**
 * @param now epoch ms
 * @param also requests of others for the same host, which the same entry answers
 */
export function grantRequest(
  request: AccessRequest,
  wish: Omit<ConsoleBody<'grant'>, 'also'>,
  policy: Policy,
  by: string,
  now: number,
  also: readonly AccessRequest[] = [],
): Grant {
  const parsed = parseDestination(request.url);
  if (!parsed.ok) return { ok: false, fields: { as: parsed.problem } };
  const { destination } = parsed;
  const match = matchOf(destination, wish.as);
  const useless = uselessBecause(destination, match, wish.as, policy);
  if (useless !== null) return { ok: false, fields: { as: useless } };
  const until = untilOf(wish, now);
  if (until === undefined) {
    const sentence =
      'これからの日付か日時にしてください（例 2027-03-31） / write a date or time in the future, such as 2027-03-31';
    return { ok: false, fields: { until: sentence } };
  }
  const scope = scopeOf([request, ...also], wish.for);
  if (scope === null) {
    const sentence =
      'この申請には利用者・部署が分からないため、別の範囲を選んでください / the request names no such person or unit: choose another scope';
    return { ok: false, fields: { for: sentence } };
  }
  const entry: EntryFields = {
    match,
    ...scope,
    ...(until === null ? {} : { until }),
    reason: maskText(request.reason).slice(0, 500).trim() || '申請による',
    addedBy: by,
    addedAt: japanTime(now),
    note: noteOf([request, ...also].map(({ id }) => id)),
  };
  const known = policy.destinations.lists?.some(({ id }) => id === grantedList) ?? false;
  const change: Change = known
    ? { op: 'add-entries', list: grantedList, entries: [entry] }
    : { op: 'add-list', list: { ...newList(by), entries: [entry] } };
  return { ok: true, changes: [change], until };
}

/** Why an entry would open nothing, or everybody's; null where it is what was asked for. */
export function uselessBecause(
  { host, port }: Destination,
  match: string,
  as: SuggestAs,
  policy: Policy,
): string | null {
  if (holdsMask(match)) {
    return holdsMask(host)
      ? 'ホスト名が番号として伏せられている（•••）ため、許可しても開きません。断って、番号のない宛先を申請してもらってください / the host was masked (•••), so no entry would ever match: decline, and ask for an address without the number'
      : 'このページのアドレスには伏せられた部分（•••）があり、許可しても開きません。ホストで許可するか、断ってください / part of this page’s address was masked (•••), so it would never match: allow the host, or decline';
  }
  const closed = judgeAddress(compileZones(policy.zones), host, port);
  if (closed !== null) {
    return `この宛先は閉じた範囲（${closed.rule}）にあり、許可しても開きません。断ってください / this address lies in a closed zone (${closed.rule}), which no entry opens: decline`;
  }
  if (as === 'subdomains' && breadthOf(host) !== null) {
    return `「${host}」は誰でも登録できる名前の全体です。ページかホストで許可してください / "${host}" is a public suffix, where anybody can register: allow the page or the host`;
  }
  return null;
}

function newList(owner: string) {
  return {
    id: grantedList,
    title: '許可された申請',
    action: 'allow' as const,
    owner,
    reason: '職員等の申請により許可した宛先',
  };
}

function scopeOf(requests: readonly AccessRequest[], wish: 'person' | 'unit' | 'all') {
  if (wish === 'all') return {};
  const named = requests.map(({ user, unit }) => (wish === 'person' ? user : unit));
  const known = [...new Set(named.filter((name) => name !== null))];
  if (named.includes(null)) return null;
  return wish === 'person' ? { users: known } : { units: known };
}

/** undefined: no usable time. null: for good. */
function untilOf(
  { term, until }: Pick<ConsoleBody<'grant'>, 'term' | 'until'>,
  now: number,
): string | null | undefined {
  switch (term) {
    case 'good':
      return null;
    case 'hour':
      return japanTime(now + 3_600_000);
    case 'until': {
      if (until === null) return undefined;
      if (/^\d{4}-\d\d-\d\d$/.test(until)) {
        const end = Date.parse(`${until}T23:59:59+09:00`);
        return end > now ? until : undefined;
      }
      const at = /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(until)
        ? Date.parse(until)
        : Number.NaN;
      return at > now ? japanTime(at) : undefined;
    }
  }
}

/** `2026-11-23T10:00:00+09:00` */
export function japanTime(at: number): string {
  return `${new Date(at + 9 * 3_600_000).toISOString().slice(0, 19)}+09:00`;
}
