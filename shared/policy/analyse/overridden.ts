/**
 * An exact host wins whatever the paths: `.example.jp` (allow) undoes `example.jp/private` (block)
 * on example.jp itself, though the path looks more precise. Shown by a URL that was really decided.
 */
import { urlText } from '../../destination/destination.ts';
import { strongest } from '../../destination/precedence.ts';
import { decideDestination } from '../decide-destination.ts';
import { type Finding, warning } from '../finding.ts';
import { readInitiator } from '../initiator.ts';
import { matchingEntries } from '../judge-entries.ts';
import type { Analysis } from './analysis.ts';
import type { PlacedEntry } from './placed-entry.ts';
import { sampleRequest } from './sample.ts';

export function* findOverridden(analysis: Analysis): Generator<Finding> {
  const exact = new Set<string>();
  for (const { entry } of analysis.entries) if (entry.match.exact) exact.add(entry.match.key);
  for (const placed of analysis.entries) {
    const by = exact.has(placed.entry.match.key) ? overriding(placed, analysis) : null;
    if (by === null) continue;
    const { text } = placed.entry.match;
    const { match, action } = by.winner.entry;
    yield {
      ...warning(
        placed.place,
        `「${text}」(${placed.entry.action}) は、ホスト「${match.key}」そのものでは「${by.winner.entry.rule}」(${action}) に負けます。ホストを名指しした項目は、パスの詳しさより強いためです。/ On the host ${match.key} itself ${by.winner.entry.rule} (${action}) wins over this entry: an exact host beats a longer path.`,
        `「.${text.replace(/^[a-z]+:\/\//i, '')}」のように、こちらもホストを名指しして書いてください。/ Write this one with an exact host as well, with a dot in front.`,
      ),
      witness: by.url,
    };
  }
}

function overriding(
  placed: PlacedEntry,
  analysis: Analysis,
): { winner: PlacedEntry; url: string } | null {
  const { match, action } = placed.entry;
  if (match.exact || placed.isGlob || (placed.path === '' && match.query === null)) return null;
  const request = sampleRequest(placed, analysis.units, analysis.at);
  if (request === null) return null;
  const { user, unit, terminal, at, destination } = request;
  const person = { user, unit, terminal };
  const asked = { destination, person, initiator: readInitiator(request), at };
  const winner = strongest(matchingEntries(analysis.policy.entries, asked));
  const found = winner === null ? undefined : analysis.placedOf(winner);
  if (found === undefined || !found.entry.match.exact || found.entry.action === action) return null;
  const decision = decideDestination(analysis.policy, request, '');
  if (decision.reason !== 'entry') return null;
  return { winner: found, url: urlText(destination) };
}
