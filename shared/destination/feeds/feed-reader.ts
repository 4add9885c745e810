/** What every reader of a feed's format is: text → names, filters, and lines that were not taken. */
export const feedFormats = ['hosts', 'domains', 'dstdomain', 'adblock', 'chromium', 'csv'] as const;
export type FeedFormat = (typeof feedFormats)[number];

/** Why a line, or a whole feed, was not taken. */
export const feedFaults = [
  'not-a-host', // no host can be read there
  'other-rule', // a rule of its format that says something else than a host
  'other-address', // a hosts file maps the name to an address of its own
  'too-wide', // an allow feed may not open a whole suffix
  'exception-with-path', // a block feed may not open a path
  'too-many-filters', // more filters with a path than a feed may have
  'no-column', // a CSV without a column of hosts
  'not-json', // no JSON, or not whole
  'html', // a page instead of a list
] as const;
export type FeedFault = (typeof feedFaults)[number];

export interface FeedSink {
  /** @param text as it stands there: whoever takes it makes it canonical */
  host(
    text: string,
    line: number,
    takes: { readonly exact: boolean; readonly except: boolean },
  ): void;
  /** A filter in Chromium's format that is more than a host. */
  filter(text: string, line: number, except: boolean): void;
  skip(text: string, line: number, fault: FeedFault): void;
}

export interface FeedOptions {
  /** Of the list: says which of the two arrays of Chromium's policy is meant. */
  readonly action: 'allow' | 'warn' | 'block';
  /** A name without a dot or `*.` before it takes its sub-domains too. */
  readonly subdomains: boolean;
  /** Of a CSV: the header's word, or the number counted from 1. null: found by its header. */
  readonly column: string | number | null;
}

export interface FeedReader {
  readonly format: FeedFormat;
  read(text: string, options: FeedOptions, sink: FeedSink): void;
}
