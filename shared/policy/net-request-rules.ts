/**
 * The lists as rules of the browser's declarativeNetRequest, which stop without asking anybody:
 *
 *   priority  n+2   allow   hosts that are judged as another spelling of something; the link
 *             n+1…2 bands   the entries from the strongest to the weakest, allow and block in turn
 *             1     block   everything else, where the policy refuses by default
 *
 * A rule that allows looks at hosts alone and takes more than its entry; one that blocks takes less.
 */
import { globPrefix } from '../destination/glob.ts';
import type { Match } from '../destination/match.ts';
import { compare } from '../destination/precedence.ts';
import type { Left, LeftReason, RelaxedEntry, RelaxedLists } from './relaxed-entries.ts';

export interface NetRule {
  readonly id: number;
  readonly priority: number;
  readonly action: { readonly type: 'allow' | 'block' };
  readonly condition: NetCondition;
}
export interface NetCondition {
  readonly requestDomains?: readonly string[];
  /** RE2, on the whole URL. */
  readonly regexFilter?: string;
  readonly isUrlFilterCaseSensitive?: true;
  readonly excludedResourceTypes: readonly ['csp_report'];
}
type Condition = Pick<NetCondition, 'requestDomains' | 'regexFilter'>;

/** Without resource types a rule leaves out main frames. */
const everyType = { excludedResourceTypes: ['csp_report'] } as const;

export interface NetLimits {
  readonly rules: number;
  readonly regexes: number;
}

/** A name of ASCII letters without a final dot, or a dotted address, as browsers spell them. */
const plainHost = '[a-z0-9_.-]*[a-z0-9_-]';
const anyPort = '(?::[0-9]+)?';
/** Parts of an authority that may make another host of it: these are the proxy's to judge. */
const oddHosts = `^[a-z]+://[^/?#]*(?:[@%\\]]|\\.${anyPort}[/?#])`;

/**
 * @param link `http://127.0.0.1:3129`: the extension's own calls
 */
export function netRequestRules(
  { entries, blocksOthers, left: before }: RelaxedLists,
  { limits, link }: { limits: NetLimits; link: string },
): { rules: readonly NetRule[]; left: readonly Left[] } {
  const left: Left[] = [...before];
  if (!blocksOthers && entries.every(({ action }) => action === 'allow')) {
    return { rules: [], left };
  }
  const bands = inBands(entries);
  const rules: NetRule[] = [];
  let regexes = 0;
  const add = (priority: number, type: 'allow' | 'block', condition: Condition): boolean => {
    const isRegex = condition.regexFilter !== undefined;
    if (rules.length >= limits.rules || (isRegex && regexes >= limits.regexes)) return false;
    if (isRegex) regexes += 1;
    const sensitive = isRegex ? { isUrlFilterCaseSensitive: true as const } : {};
    const id = rules.length + 1;
    rules.push({
      id,
      priority,
      action: { type },
      condition: { ...condition, ...sensitive, ...everyType },
    });
    return true;
  };

  const top = bands.length + 2;
  add(top, 'allow', { requestDomains: ['localhost'] });
  add(top, 'allow', { regexFilter: oddHosts });
  add(top, 'allow', { regexFilter: `^${escaped(link)}/` });
  if (blocksOthers) add(1, 'block', { regexFilter: `^(?:http|ws)s?://${plainHost}${anyPort}/` });
  for (const [i, band] of bands.entries()) {
    const priority = top - 1 - i;
    if (band[0]?.action === 'allow') {
      for (const condition of allowing(band)) {
        // Whatever it allows would be refused below it.
        if (!add(priority, 'allow', condition)) return { rules: [], left: tooMany(left) };
      }
      continue;
    }
    const domains: string[] = [];
    const plain: Left[] = [];
    for (const { match, rule } of band) {
      const condition = blocking(match);
      if (typeof condition === 'string') left.push({ rule, why: condition });
      else if (condition.regexFilter === undefined) {
        domains.push(...(condition.requestDomains ?? []));
        plain.push({ rule, why: 'limit' });
      } else if (!add(priority, 'block', condition)) left.push({ rule, why: 'limit' });
    }
    if (domains.length > 0 && !add(priority, 'block', { requestDomains: domains })) {
      left.push(...plain);
    }
  }
  return { rules, left };
}

const tooMany = (left: readonly Left[]): Left[] => [
  ...left,
  { rule: 'destinations.lists', why: 'limit' },
];

/** From the strongest to the weakest; neighbours that act alike are one band. */
function inBands(entries: readonly RelaxedEntry[]): RelaxedEntry[][] {
  const bands: RelaxedEntry[][] = [];
  for (const entry of entries.toSorted((a, b) => -compare(a, b).order)) {
    const last = bands.at(-1);
    if (last?.[0]?.action === entry.action) last.push(entry);
    else bands.push([entry]);
  }
  return bands;
}

/** Hosts alone: scheme, port, path and query are the proxy's. */
function allowing(band: readonly RelaxedEntry[]): Condition[] {
  if (band.some(({ match }) => match.key === '')) return [{ regexFilter: '^' }];
  const domains = new Set(band.map(({ match }) => match.key).filter((key) => !key.includes(':')));
  return domains.size === 0 ? [] : [{ requestDomains: [...domains] }];
}

/** What an entry takes at least, or why nothing can be said of it. */
function blocking(match: Match): Condition | LeftReason {
  if (match.text.startsWith(globPrefix)) return 'glob';
  if (match.key.includes(':')) return 'host';
  const path = pathOf(match);
  if (path === null || match.query !== null) return 'path';
  const { key, exact, scheme, port } = match;
  const requestDomains = key === '' ? {} : { requestDomains: [key] };
  const isSimple = key !== '' && !exact && scheme === null && port === null && path === '/';
  if (isSimple) return requestDomains;
  const host = exact ? escaped(key) : plainHost;
  const schemes = scheme === null ? ['http', 'https', 'ws', 'wss'] : [scheme];
  const forms = schemes.map((each) => `${escaped(each)}://${host}${portForm(each, port)}`);
  return { ...requestDomains, regexFilter: `^(?:${forms.join('|')})${escaped(path)}` };
}

const usualPorts: Readonly<Record<string, number>> = { http: 80, ws: 80, https: 443, wss: 443 };

/** A browser leaves the usual port out. */
function portForm(scheme: string, port: number | null): string {
  if (port === null) return anyPort;
  return usualPorts[scheme] === port ? '' : `:${port}`;
}

/** `/` where every path will do; null where the path has letters that may be spelt otherwise. */
function pathOf({ text, path }: Match): string | null {
  if (path === null) return '/';
  const [, written = ''] = /^(?:[^/?#]*:\/\/)?[^/?#]*([^?#]*)/.exec(text) ?? [];
  return /^\/[\w./~-]*$/.test(written) ? written : null;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
