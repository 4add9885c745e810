/**
 * Entries that never decide anything, because another one wins on every URL that they match.
 * The precedence compares host, path and query by their length, so what covers an entry and yet
 * beats it has the same host, path and query: only such entries are compared, found by one look-up.
 * Each is shown by a URL that was really decided.
 */
import { urlText } from '../../destination/destination.ts';
import { compare, opensMore, strongest } from '../../destination/precedence.ts';
import { decideDestination } from '../decide-destination.ts';
import { type Finding, warning } from '../finding.ts';
import { readInitiator } from '../initiator.ts';
import { matchingEntries } from '../judge-entries.ts';
import type { Analysis } from './analysis.ts';
import { covers } from './covers.ts';
import type { PlacedEntry } from './placed-entry.ts';
import { sampleRequest } from './sample.ts';

/** Of the entries alike, the strongest so many are compared with: many hundred on one URL are a list of doubles anyway. */
const compared = 64;

export interface Shadow {
  readonly entry: PlacedEntry;
  readonly by: PlacedEntry;
}

export function* shadows(entries: readonly PlacedEntry[]): Generator<Shadow> {
  for (const alike of groups(entries)) {
    if (alike.length === 1) continue;
    const ranked = alike.toSorted((a, b) => (beats(a, b) ? -1 : 1));
    for (const [i, entry] of ranked.entries()) {
      const by = ranked.slice(0, Math.min(i, compared)).find((each) => covers(each, entry));
      if (by !== undefined) yield { entry, by };
    }
  }
}

export function* findShadowed(analysis: Analysis): Generator<Finding> {
  for (const shadow of shadows(analysis.entries)) {
    const { entry } = shadow;
    const request = sampleRequest(entry, analysis.units, analysis.at);
    if (request === null) continue;
    const decision = decideDestination(analysis.policy, request, '');
    const { user, unit, terminal, at, destination } = request;
    const person = { user, unit, terminal };
    const asked = { destination, person, initiator: readInitiator(request), at };
    const winner = strongest(matchingEntries(analysis.policy.entries, asked));
    const by = winner === null ? undefined : analysis.placedOf(winner);
    // A closed zone or a copy may decide before any entry: that is for other checks to say.
    if (by === undefined || by === entry || decision.reason !== 'entry') continue;
    if (isDouble(entry, by)) continue;
    yield { ...told(entry, by), witness: urlText(destination) };
  }
}

function told(entry: PlacedEntry, by: PlacedEntry): Finding {
  const { text } = entry.entry.match;
  if (entry.entry.action === by.entry.action) {
    return warning(
      entry.place,
      `「${text}」は一度も決め手になりません。「${by.entry.rule}」が同じ扱いで先に決めます。/ This entry never decides: ${by.entry.rule} says the same first.`,
      'どちらかを消してください。/ Delete one of the two.',
    );
  }
  return warning(
    entry.place,
    `「${text}」(${entry.entry.action}) は一度も決め手になりません。「${by.entry.rule}」(${by.entry.action}) といつも食い違い、そちらが勝ちます。/ This entry never decides: ${by.entry.rule} says ${by.entry.action} of the same, and wins.`,
    'どちらかを消すか、勝つ方の対象 (部署、時間、パス) を狭めてください。/ Delete one of the two, or narrow the one that wins (units, hours, path).',
  );
}

/** Twice in one list, word by word: check-entries.ts says so already. */
function isDouble(entry: PlacedEntry, by: PlacedEntry): boolean {
  return entry.entry.list === by.entry.list && entry.source === by.source;
}

function beats(a: PlacedEntry, b: PlacedEntry): boolean {
  const { order } = compare(a.entry, b.entry);
  if (order !== 0) return order > 0;
  if (opensMore(a.entry, b.entry) !== opensMore(b.entry, a.entry))
    return opensMore(a.entry, b.entry);
  return a.order < b.order;
}

/** By what the precedence looks at; an exact host and one with its sub-domains meet in `covers`. */
function groups(entries: readonly PlacedEntry[]): Iterable<PlacedEntry[]> {
  const found = new Map<string, PlacedEntry[]>();
  for (const entry of entries) {
    const glob = entry.entry.match.host === null ? '' : entry.host;
    const key = JSON.stringify([entry.entry.match.key, glob, entry.path, entry.query]);
    const group = found.get(key);
    if (group === undefined) found.set(key, [entry]);
    else group.push(entry);
  }
  return found.values();
}
