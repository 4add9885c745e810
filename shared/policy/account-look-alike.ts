/**
 * Accounts whose name is made to be taken for one of the city's own. A name imitates an official
 * account, and is not one, where
 *   1. it looks the same: other letters, full width, dots, dashes and underlines  @y0kote_city  @yokote-city
 *   2. it is one slip away from it (six letters and more)                          @yokotte_city
 *   3. it is the official one with a word that says so                             @yokote_city_official
 */
import { isOneSlip } from '../destination/look-alike.ts';
import { skeleton } from '../destination/skeleton.ts';
import type { PostingRule } from './posting-schema.ts';

export interface OfficialAccounts {
  /** The name of the official account that this one imitates; null where it imitates none, or is one. */
  imitatedBy(account: string): string | null;
}

interface Official {
  readonly name: string;
  readonly looks: string;
}

const shortest = 6;
const longest = 100;
/** A DID, a number: nobody reads them. */
const unreadable = /^(?:did:|\d+$)/;
const claims = /^(?:official|koushiki|kouhou|info|jp)$/;

export function compileOfficials(
  rules: readonly Pick<PostingRule, 'accounts'>[],
): OfficialAccounts {
  const spelt = rules.flatMap(({ accounts }) =>
    accounts.flatMap(({ name, ids = [] }) => [name, ...ids].map((each) => ({ name, each }))),
  );
  const own = new Set(spelt.map(({ each }) => plain(each)));
  const officials = spelt
    .filter(({ each }) => !unreadable.test(plain(each)))
    .map(({ name, each }): Official => ({ name, looks: looksOf(each) }))
    .filter(({ looks }) => looks !== '');
  return {
    imitatedBy(account) {
      if (account.length > longest) return null;
      const asked = plain(account);
      if (own.has(asked) || unreadable.test(asked)) return null;
      const looks = looksOf(account);
      return officials.find((official) => imitates(looks, official.looks))?.name ?? null;
    },
  };
}

function imitates(looks: string, official: string): boolean {
  if (looks === '') return false;
  if (looks === official) return true;
  if (official.length < shortest) return false;
  if (isOneSlip(looks, official)) return true;
  const rest = looks.startsWith(official)
    ? looks.slice(official.length)
    : looks.endsWith(official)
      ? looks.slice(0, -official.length)
      : '';
  return claims.test(rest);
}

/** As names are compared: without the at sign, in any case, full width as half. */
function plain(account: string): string {
  return account.normalize('NFKC').trim().replace(/^@/, '').toLowerCase();
}

function looksOf(account: string): string {
  return skeleton(plain(account)).replace(/[\p{P}\p{S}\s]+/gu, '');
}

const mention = /(?<![\p{L}\p{N}._%+@/-])@([\p{L}\p{N}_][\p{L}\p{N}_.-]{1,80})/gu;
const mostMentions = 50;

/** Accounts that a text speaks to. */
export function mentionedIn(text: string): string[] {
  const found = new Set<string>();
  for (const [, name = ''] of text.normalize('NFKC').matchAll(mention)) {
    found.add(name.replace(/[.-]+$/, ''));
    if (found.size >= mostMentions) break;
  }
  return [...found];
}
