/** Entries that are a public suffix: everybody's names below it, not one organization's. */
import { breadthOf, isPublicSuffix } from '../../destination/public-suffix.ts';
import { type Finding, warning } from '../finding.ts';
import type { Analysis } from './analysis.ts';
import type { PlacedEntry } from './placed-entry.ts';

export function isWholeSuffix({ entry: { match } }: PlacedEntry): boolean {
  return match.key !== '' && !match.exact && isPublicSuffix(match.key);
}

export function* findWideSuffixes(analysis: Analysis): Generator<Finding> {
  for (const placed of analysis.entries) {
    const { match, action } = placed.entry;
    if (!isWholeSuffix(placed)) continue;
    // check-entries.ts has said so of an allow already, and more sternly.
    if (action === 'allow' && breadthOf(match.key) !== null) continue;
    yield {
      ...warning(
        placed.place,
        `「${match.text}」は「.${match.key}」で終わるすべてのサイトに当てはまります。/ This catches every site under ${match.key}.`,
        '意図したとおりならこのままで構いません。そうでなければ、組織の名前まで書いてください。/ Leave it if that is what you mean; else name the organization.',
      ),
      witness: `https://www.example.${match.key}/`,
    };
  }
}
