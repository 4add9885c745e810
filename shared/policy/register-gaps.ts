/**
 * What of a service's register is missing, over or overdue at a moment: one list for policy check,
 * console and reports. `missing` was never written; everything else wants somebody to act.
 */
import { canonicalHost } from '../destination/canonical-host.ts';
import { parseDestination } from '../destination/destination.ts';
import { addDuration } from './duration.ts';
import type { Place } from './finding.ts';
import { endOf, startOf } from './japan-time.ts';
import { isInTerm, userOf } from './people-in-term.ts';
import type { PostingRule } from './posting-schema.ts';
import type { PersonInTerm } from './register-schema.ts';

export const gapKinds = [
  'purpose-missing',
  'topics-missing',
  'not-allowed-missing',
  'responsible-unknown',
  'responsible-term-ended',
  'deputy-term-ended',
  'poster-term-ended',
  'no-valid-poster',
  'address-missing',
  'official-missing',
  'official-elsewhere',
  'two-factor-off',
  'two-factor-unknown',
  'two-factor-old',
  'terms-missing',
  'terms-unchecked',
  'terms-old',
] as const;
export type GapKind = (typeof gapKinds)[number];

export interface Gap {
  readonly kind: GapKind;
  /** Within the rule. */
  readonly at: Place;
  /** As the rule names it; null: the service's. */
  readonly account: string | null;
  /** The person, or the host, that it is about. */
  readonly subject: string | null;
}

export interface RegisterSurroundings {
  /** Epoch ms. */
  readonly at: number;
  /** The city's own names. */
  readonly domains: readonly string[];
  /** Of the policy; none: people are taken as they were enrolled. */
  readonly users: readonly Termed[];
  /** Those of the console that can sign in; null where nobody knows them. */
  readonly accounts: readonly { readonly id: string; readonly user: string | null }[] | null;
}
interface Termed {
  readonly id: string;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** Two-factor and terms are looked at again after it. */
const lookAgain = 'P1Y';

const written: ReadonlySet<GapKind> = new Set([
  'purpose-missing',
  'topics-missing',
  'not-allowed-missing',
  'address-missing',
  'official-missing',
  'two-factor-unknown',
  'terms-missing',
]);

/** Nobody wrote it yet; else something is over, overdue or wrong. */
export function isOnlyMissing(kind: GapKind): boolean {
  return written.has(kind);
}

export function registerGaps(rule: PostingRule, surroundings: RegisterSurroundings): Gap[] {
  const gap = (kind: GapKind, at: Place, subject: string | null = null): Gap => ({
    kind,
    at,
    account: null,
    subject,
  });
  const { purpose, topics, notAllowed, deputies = [] } = rule;
  return [
    ...(purpose === undefined ? [gap('purpose-missing', ['purpose'])] : []),
    ...(topics === undefined ? [gap('topics-missing', ['topics'])] : []),
    ...(notAllowed === undefined ? [gap('not-allowed-missing', ['notAllowed'])] : []),
    ...responsibleGaps(rule, surroundings),
    ...endedTerms(deputies, surroundings).map((i) =>
      gap('deputy-term-ended', ['deputies', i], nameAt(deputies, i)),
    ),
    ...termsGaps(rule, surroundings.at),
    ...rule.accounts.flatMap((account, i) =>
      accountGaps(account, surroundings).map((each) => ({
        ...each,
        at: ['accounts', i, ...each.at],
        account: account.name,
      })),
    ),
  ];
}

function responsibleGaps({ responsible }: PostingRule, surroundings: RegisterSurroundings): Gap[] {
  const { users, accounts, at } = surroundings;
  const gap = (kind: GapKind): Gap => ({
    kind,
    at: ['responsible'],
    account: null,
    subject: responsible,
  });
  const user = users.find(({ id }) => id === responsible);
  if (user !== undefined && isOver(user, at)) return [gap('responsible-term-ended')];
  const isKnown =
    accounts === null
      ? users.length === 0 || user !== undefined
      : accounts.some((each) => each.id === responsible || each.user === responsible);
  return isKnown ? [] : [gap('responsible-unknown')];
}

function accountGaps(
  { posters, address, official, twoFactor }: PostingRule['accounts'][number],
  surroundings: RegisterSurroundings,
): Gap[] {
  const gap = (kind: GapKind, at: Place, subject: string | null = null): Gap => ({
    kind,
    at,
    account: null,
    subject,
  });
  const { at, domains } = surroundings;
  const host = official === undefined ? null : foreignHost(official, domains);
  const isValid = (poster: PersonInTerm) =>
    isInTerm(poster, at) && isUser(userOf(poster), surroundings);
  return [
    ...endedTerms(posters, surroundings).map((i) =>
      gap('poster-term-ended', ['posters', i], nameAt(posters, i)),
    ),
    ...(posters.some(isValid) ? [] : [gap('no-valid-poster', ['posters'])]),
    ...(address === undefined ? [gap('address-missing', ['address'])] : []),
    ...(official === undefined ? [gap('official-missing', ['official'])] : []),
    ...(host === null ? [] : [gap('official-elsewhere', ['official'], host)]),
    ...twoFactorGap(twoFactor, at).map((kind) => gap(kind, ['twoFactor'])),
  ];
}

function twoFactorGap(
  twoFactor: PostingRule['accounts'][number]['twoFactor'],
  at: number,
): GapKind[] {
  const { state = 'unknown', checked } = twoFactor ?? {};
  switch (state) {
    case 'off':
      return ['two-factor-off'];
    case 'unknown':
      return ['two-factor-unknown'];
    case 'on':
      return checked !== undefined && isOld(checked, at) ? ['two-factor-old'] : [];
  }
}

function termsGaps({ terms }: PostingRule, at: number): Gap[] {
  const gap = (kind: GapKind): Gap => ({ kind, at: ['terms'], account: null, subject: null });
  if (terms === undefined) return [gap('terms-missing')];
  if (terms.checked === undefined) return [gap('terms-unchecked')];
  return isOld(terms.checked, at) ? [gap('terms-old')] : [];
}

/** Places of those whose term is over, of the rule or of the policy's users. One who has a later term is none. */
function endedTerms(people: readonly PersonInTerm[], surroundings: RegisterSurroundings): number[] {
  const { at, users } = surroundings;
  return people.flatMap((each, i) => {
    const user = userOf(each);
    const isOverHere = typeof each !== 'string' && isOver(each, at);
    const goesOn = people.some(
      (other) => userOf(other) === user && (typeof other === 'string' || !isOver(other, at)),
    );
    const known = users.find(({ id }) => id === user);
    const isOverThere = known !== undefined && isOver(known, at);
    return (isOverHere && !goesOn) || isOverThere ? [i] : [];
  });
}

function isOver({ until }: { readonly until?: string | undefined }, at: number): boolean {
  return until !== undefined && at >= endOf(until);
}

function isUser(user: string, { users, at }: RegisterSurroundings): boolean {
  if (users.length === 0) return true;
  const known = users.find(({ id }) => id === user);
  return known !== undefined && isInTerm(known, at);
}

/** Whether what was checked on that day is to be looked at again. */
export function isOld(checked: string, at: number): boolean {
  return at >= addDuration(startOf(checked), lookAgain);
}

/** The host of an official page that is not on the city's own names; null: it is, or nobody can tell. */
function foreignHost(url: string, domains: readonly string[]): string | null {
  const parsed = parseDestination(url);
  if (!parsed.ok || domains.length === 0) return null;
  const { host } = parsed.destination;
  const isOwn = domains.some((domain) => {
    const own = canonicalHost(domain)?.host;
    return own !== undefined && (host === own || host.endsWith(`.${own}`));
  });
  return isOwn ? null : host;
}

function nameAt(people: readonly PersonInTerm[], i: number): string | null {
  const each = people[i];
  return each === undefined ? null : userOf(each);
}
