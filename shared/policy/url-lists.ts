/**
 * The policy as Chromium's URLBlocklist and URLAllowlist, which stop navigations alone. Its filters
 * and their precedence are Chromium's own; a glob that allows is written as its host, and what
 * would then win over it where the glob itself would not is left to the proxy.
 */
import { parseFilter } from '../destination/filter.ts';
import { globPrefix } from '../destination/glob.ts';
import type { Match } from '../destination/match.ts';
import { compare } from '../destination/precedence.ts';
import type { Left, RelaxedLists } from './relaxed-entries.ts';

/** Chromium cuts each list there, without a word. */
export const urlListLimit = 1000;

export interface UrlLists {
  readonly URLBlocklist: readonly string[];
  readonly URLAllowlist: readonly string[];
  readonly left: readonly Left[];
}

interface Filter {
  readonly text: string;
  readonly match: Match;
  readonly rule: string;
}

/** Everything of the web: a lone `*` would take the browser's own pages as well. */
const everyPage = ['http://*', 'https://*'] as const;

export function urlLists(
  { entries, blocksOthers, left: before }: RelaxedLists,
  limit = urlListLimit,
): UrlLists {
  const left: Left[] = [...before];
  const allows: Filter[] = [];
  const widened: Filter[] = [];
  let blocks: Filter[] = blocksOthers
    ? everyPage.map((text) => filterOf(text, 'destinations.default'))
    : [];
  for (const { match, action, warns, rule } of entries) {
    const isGlob = match.text.startsWith(globPrefix);
    if (action === 'block') {
      if (isGlob) left.push({ rule, why: 'glob' });
      else blocks.push({ text: match.text, match, rule });
      continue;
    }
    const isWidened = isGlob || (warns && match.query !== null);
    const filter = isWidened
      ? filterOf(hostFilter(match), rule)
      : { text: match.text, match, rule };
    allows.push(filter);
    if (isWidened) widened.push(filter);
  }
  const leave = (why: Left['why'], stays: (block: Filter) => boolean): void => {
    const gone = blocks.filter((block) => !stays(block));
    blocks = blocks.filter(stays);
    left.push(...[...new Set(gone.map(({ rule }) => rule))].map((rule) => ({ rule, why })));
  };
  leave('outranked', (block) =>
    widened.every((allow) => !overlap(block, allow) || wins(allow, block)),
  );
  let allowed = distinct(allows);
  if (allowed.length > limit) {
    // Without its allow-list nothing may be refused by default.
    leave('limit', ({ rule }) => rule !== 'destinations.default');
    const needed = allowed.filter((allow) => blocks.some((block) => overlap(block, allow)));
    const over = needed.slice(limit);
    allowed = needed.slice(0, limit);
    leave('limit', (block) => over.every((allow) => !overlap(block, allow)));
  }
  const blocked = distinct(blocks);
  const over = blocked.slice(limit);
  left.push(...over.map(({ rule }) => ({ rule, why: 'limit' as const })));
  return {
    URLBlocklist: blocked.slice(0, limit).map(({ text }) => text),
    URLAllowlist: allowed.map(({ text }) => text),
    left,
  };
}

function filterOf(text: string, rule: string): Filter {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(`${rule}: ${text}`);
  return { text, match: parsed.match, rule };
}

/** What a glob says of scheme, host and port, or more. */
function hostFilter({ scheme, key, exact, port }: Match): string {
  const isSixth = key.includes(':');
  const host = isSixth ? `[${key}]` : `${exact ? '.' : ''}${key}`;
  return `${scheme === null ? '' : `${scheme}://`}${key === '' ? '*' : host}${port === null ? '' : `:${port}`}`;
}

const overlap = ({ match: a }: Filter, { match: b }: Filter): boolean =>
  isWithin(a.key, b.key) || isWithin(b.key, a.key);

function isWithin(host: string, above: string): boolean {
  return above === '' || host === above || host.endsWith(`.${above}`);
}

function wins(allow: Filter, block: Filter): boolean {
  const { order } = compare(
    { match: allow.match, action: 'allow' },
    { match: block.match, action: 'block' },
  );
  return order > 0;
}

function distinct(filters: readonly Filter[]): Filter[] {
  return [...new Map(filters.map((each) => [each.text, each])).values()];
}
