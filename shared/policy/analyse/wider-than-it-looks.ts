/** Entries that catch more than they look like, each with a URL that they catch as well. */
import { type Destination, parseDestination, urlText } from '../../destination/destination.ts';
import { matches, mayMatch } from '../../destination/match.ts';
import { isPublicSuffix, registrableDomain } from '../../destination/public-suffix.ts';
import { type Finding, warning } from '../finding.ts';
import type { Analysis } from './analysis.ts';
import type { PlacedEntry } from './placed-entry.ts';
import { sampleDestination } from './sample.ts';

export function* findWider(analysis: Analysis): Generator<Finding> {
  const seen = samples(analysis.sampleHosts ?? []);
  for (const placed of analysis.entries) {
    const found =
      loneLabel(placed) ?? starInLabel(placed) ?? prefix(placed) ?? others(placed, seen);
    if (found !== null) yield found;
  }
}

/** `yahoo`: a whole last label, and no part of a name. */
function loneLabel({ entry: { match }, isGlob, place }: PlacedEntry): Finding | null {
  const { key } = match;
  const isName = /^[a-z][a-z0-9_-]*$/.test(key) && !key.startsWith('xn--');
  if (isGlob || match.exact || !isName || key === 'localhost' || isPublicSuffix(key)) return null;
  return {
    ...warning(
      place,
      `「${match.text}」は、最後の区切りが「${key}」の宛先だけに当てはまります。名前の一部に「${key}」を含む宛先には当てはまりません。/ This matches hosts whose last label is ${key}, not hosts with ${key} somewhere in their name.`,
      `「${key}.co.jp」のように、ホスト名を最後まで書いてください。/ Write the whole host, such as ${key}.co.jp.`,
    ),
    witness: `https://www.${key}/`,
  };
}

/** `glob:*example.jp` takes `notexample.jp`, which somebody else may own. */
function starInLabel(placed: PlacedEntry): Finding | null {
  const { match, action } = placed.entry;
  if (!placed.isGlob || match.host === null || action === 'block') return null;
  const labels = placed.host.split('.');
  const at = labels.findIndex((label) => /[*?]/.test(label) && !/^\*{1,2}$/.test(label));
  const destination = at < 0 ? null : sampleDestination(placed);
  const owner = destination === null ? null : registrableDomain(destination.host);
  // Further left it is a name of whoever owns the domain.
  if (destination === null || owner === null || at < labels.length - owner.split('.').length)
    return null;
  return {
    ...warning(
      placed.place,
      `「${match.text}」は、別の組織が登録した名前にも当てはまります (例: ${destination.host})。/ This also matches names that somebody else registered, such as ${destination.host}.`,
      '登録された名前はそのまま書き、* はその左の区切りだけに使ってください。/ Write out the registered name, and let * stand left of it.',
    ),
    witness: urlText(destination),
  };
}

/** `example.jp/a` takes `/abc` as well. */
function prefix(placed: PlacedEntry): Finding | null {
  const { match, action } = placed.entry;
  const isOpen = !placed.isGlob && action === 'allow' && match.query === null;
  if (!isOpen || placed.path === '' || /(?:\/|\.[a-z0-9]{1,5})$/i.test(placed.path)) return null;
  const destination = sampleDestination(placed);
  const wider = destination === null ? null : parseDestination(`${urlText(destination)}-other`);
  if (wider === null || !wider.ok || !matches(match, wider.destination, true)) return null;
  return {
    ...warning(
      placed.place,
      `「${match.text}」のパスは前方一致なので、「${placed.path}-other」なども許可します。/ A path is a prefix: this also allows ${placed.path}-other.`,
      `その下だけなら末尾に / を付けてください (${placed.path}/)。/ For what lies below alone end it with a slash: ${placed.path}/.`,
    ),
    witness: urlText(wider.destination),
  };
}

interface Sample {
  readonly host: string;
  readonly destination: Destination;
}

/** By each of their endings, so that an entry finds its own by one look-up. */
function samples(hosts: readonly string[]): ReadonlyMap<string, readonly Sample[]> {
  const found = new Map<string, Sample[]>();
  for (const host of new Set(hosts)) {
    const parsed = parseDestination(`https://${host.includes(':') ? `[${host}]` : host}/`);
    if (!parsed.ok || parsed.destination.kind === 'address') continue;
    const sample = { host: parsed.destination.host, destination: parsed.destination };
    for (let at = 0; at >= 0; at = sample.host.indexOf('.', at) + 1 || -1) {
      const key = sample.host.slice(at);
      const group = found.get(key);
      if (group === undefined) found.set(key, [sample]);
      else group.push(sample);
    }
  }
  return found;
}

/** One host is written, and its sub-domains are taken: which of them people really go to. */
function others(placed: PlacedEntry, seen: ReadonlyMap<string, readonly Sample[]>): Finding | null {
  const { match, action } = placed.entry;
  if (placed.isGlob || match.exact || action === 'block' || registrableDomain(match.key) === null) {
    return null;
  }
  const caught = (seen.get(match.key) ?? []).filter(
    ({ host, destination }) =>
      host !== match.key &&
      host !== `www.${match.key}` &&
      mayMatch(match, { ...destination, scheme: match.scheme ?? 'https', port: match.port ?? 443 }),
  );
  const [first] = caught;
  if (first === undefined) return null;
  const names = caught.slice(0, 3).map(({ host }) => host);
  return {
    ...warning(
      placed.place,
      `「${match.text}」はサブドメインも含みます。最近の記録では、ほかに ${caught.length} のホストが当てはまります (例: ${names.join(', ')})。/ This takes sub-domains: of the hosts in recent records ${caught.length} more match, such as ${names.join(', ')}.`,
      `そのホストだけなら「.${match.key}」と書いてください。/ For that host alone write .${match.key}.`,
    ),
    witness: urlText(first.destination),
  };
}
