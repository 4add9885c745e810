/** A feed's text → its names: by the format that is told, or that it looks like. */
import { adblock } from './adblock.ts';
import { chromium } from './chromium.ts';
import { csv } from './csv.ts';
import { detectFormat, isPage } from './detect-format.ts';
import { domains } from './domains.ts';
import { dstdomain } from './dstdomain.ts';
import type { FeedFormat, FeedOptions, FeedReader, FeedSink } from './feed-reader.ts';
import { hostsFile } from './hosts-file.ts';

const readers: Readonly<Record<FeedFormat, FeedReader>> = {
  hosts: hostsFile,
  domains,
  dstdomain,
  adblock,
  chromium,
  csv,
};

/** @returns the format that it was read by */
export function readFeed(
  text: string,
  format: FeedFormat | 'auto',
  options: FeedOptions,
  sink: FeedSink,
): FeedFormat {
  const said = text.startsWith('\ufeff') ? text.slice(1) : text;
  const found = format === 'auto' ? detectFormat(said) : format;
  if (isPage(said)) sink.skip(said.trimStart().slice(0, 100), 1, 'html');
  else readers[found].read(said, options, sink);
  return found;
}
