/** The file feeds of a policy, read and compiled in one go: for the command line. */
import type { FeedReport } from '../../shared/destination/feeds/compile-feed.ts';
import {
  type FeedFailure,
  failureWords,
  faultWords,
} from '../../shared/destination/feeds/feed-words.ts';
import { type HostSet, openHostSet } from '../../shared/destination/host-set.ts';
import type { List, Policy } from '../../shared/policy/schema.ts';
import type { Problem } from '../../shared/protocol/policy-change.ts';
import { makeSnapshot } from './make-snapshot.ts';
import { readFileFeed } from './read-file-feed.ts';

export interface LoadedFeeds {
  readonly feeds: ReadonlyMap<string, HostSet>;
  readonly problems: readonly Problem[];
}

/** Lines that are shown of a feed's problems; the rest is counted. */
const shown = 5;

/** @param folder of the policy file */
export async function loadFileFeeds(policy: Policy, folder: string): Promise<LoadedFeeds> {
  const feeds = new Map<string, HostSet>();
  const problems: Problem[] = [];
  for (const [i, list] of (policy.destinations.lists ?? []).entries()) {
    if (list.feed === undefined) continue;
    const place = `destinations.lists[${i}].feed`;
    if (list.feed.file === undefined) {
      problems.push(onlyByHub(place, list));
      continue;
    }
    const loaded = await load(list, list.feed.file, folder);
    if ('set' in loaded) feeds.set(list.id, loaded.set);
    else problems.push(failed(place, list, loaded.failure, loaded.report));
    problems.push(...skippedLines(place, list, loaded.report));
  }
  return { feeds, problems };
}

async function load(
  { feed, action }: List,
  file: string,
  folder: string,
): Promise<
  | { readonly set: HostSet; readonly report: FeedReport }
  | { readonly failure: FeedFailure; readonly report: FeedReport | null }
> {
  const read = await readFileFeed({ ...feed, file }, folder);
  if (read === 'same') throw new Error('nothing was known before');
  if ('failure' in read) return { failure: read.failure, report: null };
  const made = makeSnapshot(read.bytes, { ...feed, file }, action);
  if ('failure' in made) return made;
  const set = openHostSet(made.snapshot);
  return set === null
    ? { failure: 'compile-failed', report: made.report }
    : { set, report: made.report };
}

function failed(
  path: string,
  { id }: List,
  failure: FeedFailure,
  report: FeedReport | null,
): Problem {
  const { message, cure } = failureWords(failure);
  const counted =
    report === null
      ? ''
      : ` (${report.lines} 行、${report.taken} 件 / ${report.lines} lines, ${report.taken} taken)`;
  return { severity: 'error', line: null, path, message: `${id}: ${message}${counted}`, cure };
}

function onlyByHub(path: string, { id }: List): Problem {
  return {
    severity: 'warning',
    line: null,
    path,
    message: `${id}: url のフィードはハブだけが取得します。ここでは読み込まれていません。/ A feed by url is fetched by the hub alone; here it is not loaded.`,
    cure: '手元で確かめるには、リストを保存して file で示してください。/ To try it here, save the list and name it by file.',
  };
}

function skippedLines(path: string, { id }: List, report: FeedReport | null): Problem[] {
  if (report === null) return [];
  const total = Object.values(report.skipped).reduce((sum, each) => sum + each, 0);
  if (total === 0) return [];
  const lines = report.problems.slice(0, shown);
  const counted: Problem = {
    severity: 'warning',
    line: null,
    path,
    message: `${id}: ${report.lines} 行のうち ${total} 件は使いません (${report.taken} 件を使います)。/ Of ${report.lines} lines ${total} are not taken (${report.taken} are).`,
    cure: '下の行を確かめてください。/ See the lines below.',
  };
  return [
    counted,
    ...lines.map(({ line, fault }): Problem => {
      const { message, cure } = faultWords(fault);
      return {
        severity: 'warning',
        line: null,
        path,
        message: `${id}: フィードの ${line} 行目 / line ${line} of the feed: ${message}`,
        cure,
      };
    }),
  ];
}
