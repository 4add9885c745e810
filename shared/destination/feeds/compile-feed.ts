/** A feed's text → a snapshot, and a report of what was taken and what was not. */
import { canonicalHost } from '../canonical-host.ts';
import { parseFilter } from '../filter.ts';
import {
  createHostSetBuilder,
  exceptExact,
  exceptWide,
  listedExact,
  listedWide,
} from '../host-set.ts';
import { breadthOf } from '../public-suffix.ts';
import type { FeedFault, FeedFormat, FeedOptions, FeedSink } from './feed-reader.ts';
import { readFeed } from './read-feed.ts';

export interface FeedProblem {
  /** Counted from 1. */
  readonly line: number;
  readonly fault: FeedFault;
  /** The beginning of what stands there: hostile. */
  readonly text: string;
}

export interface FeedReport {
  readonly format: FeedFormat;
  /** Lines of the text. */
  readonly lines: number;
  /** Distinct names and filters that count. */
  readonly taken: number;
  /** Of them, filters that are more than a host. */
  readonly filters: number;
  readonly exceptions: number;
  /** Names that were there before. */
  readonly doubles: number;
  readonly skipped: Readonly<Partial<Record<FeedFault, number>>>;
  /** The first of them. */
  readonly problems: readonly FeedProblem[];
}

export interface CompiledFeed {
  readonly snapshot: Uint8Array<ArrayBuffer>;
  readonly report: FeedReport;
}

/** Filters of a feed, as its snapshot carries them. */
export interface FeedFilter {
  readonly match: string;
  /** It takes out instead of listing: of an allow feed, a block. */
  readonly except: boolean;
}

/** Each is compiled as an entry, which takes a kilobyte where a name takes thirteen bytes. */
const mostFilters = 20_000;
const shownProblems = 100;
const shownText = 100;

/** @param key eight random bytes, new for each snapshot */
export function compileFeed(
  text: string,
  format: FeedFormat | 'auto',
  options: FeedOptions,
  key: Uint8Array,
): CompiledFeed {
  const builder = createHostSetBuilder(key);
  const filters = new Map<string, FeedFilter>();
  const problems: FeedProblem[] = [];
  const skipped: Partial<Record<FeedFault, number>> = {};
  let names = 0;
  let exceptions = 0;
  let doubles = 0;
  const isAllow = options.action === 'allow';

  const sink: FeedSink = {
    host(written, line, { exact, except }) {
      const host = canonicalHost(written);
      if (host === null) return void sink.skip(written, line, 'not-a-host');
      const isExact = exact || host.kind === 'address';
      if (isAllow && !except && !isExact && breadthOf(host.host) !== null) {
        return void sink.skip(written, line, 'too-wide');
      }
      const listed = isExact ? listedExact : listedWide;
      const excepted = isExact ? exceptExact : exceptWide;
      if (!builder.add(host.host, except ? excepted : listed)) doubles++;
      else if (except) exceptions++;
      else names++;
    },
    filter(match, line, except) {
      const parsed = parseFilter(match);
      if (!parsed.ok) return void sink.skip(match, line, 'not-a-host');
      if (except && !isAllow) return void sink.skip(match, line, 'exception-with-path');
      const { key: host, exact } = parsed.match;
      if (isAllow && !except && !exact && (host === '' || breadthOf(host) !== null)) {
        return void sink.skip(match, line, 'too-wide');
      }
      const name = `${except} ${match}`;
      if (filters.has(name)) doubles++;
      else if (filters.size >= mostFilters) sink.skip(match, line, 'too-many-filters');
      else filters.set(name, { match, except });
    },
    skip(said, line, fault) {
      skipped[fault] = (skipped[fault] ?? 0) + 1;
      if (problems.length < shownProblems) {
        problems.push({ line, fault, text: said.slice(0, shownText) });
      }
    },
  };
  const found = readFeed(text, format, options, sink);
  const kept = [...filters.values()];
  const listedFilters = kept.filter(({ except }) => !except).length;
  return {
    snapshot: builder.finish(kept.length === 0 ? '' : JSON.stringify(kept), found === 'adblock'),
    report: {
      format: found,
      lines: countLines(text),
      taken: names + listedFilters,
      filters: listedFilters,
      exceptions: exceptions + kept.length - listedFilters,
      doubles,
      skipped,
      problems,
    },
  };
}

function countLines(text: string): number {
  let lines = text === '' || text.endsWith('\n') ? 0 : 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
