import { failureWords, faultWords } from '../../../shared/destination/feeds/feed-words.ts';
import type { ShownFeed } from '../../../shared/protocol/feeds.ts';
import type { FeedState } from './feed-states.ts';

/** A feed as the console shows it. @param missingAt terminals without it */
export function shownFeed(state: FeedState | null, missingAt: number): ShownFeed {
  const report = state?.report ?? state?.failure?.report ?? null;
  const skipped = Object.values(report?.skipped ?? {});
  const failure = state?.failure ?? null;
  return {
    fetchedAt: state?.fetchedAt ?? null,
    checkedAt: state?.checkedAt ?? null,
    lines: report?.lines ?? 0,
    taken: state?.report?.taken ?? 0,
    notTaken: skipped.reduce((sum, each) => sum + each, 0),
    problems: (report?.problems ?? []).map(({ line, text, fault }) => ({
      line,
      text,
      ...faultWords(fault),
    })),
    snapshot: state?.snapshot ?? null,
    failure: failure && { since: failure.since, ...failureWords(failure.code) },
    missingAt,
  };
}
