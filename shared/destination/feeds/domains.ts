/**
 * A plain list, a name a line. `example.jp` is that host alone (with `subdomains: true` also what is
 * below it), `.example.jp` and `*.example.jp` take it with its sub-domains.
 */
import { eachLine } from './each-line.ts';
import type { FeedReader } from './feed-reader.ts';
import { isUrl, sendUrl } from './url-cell.ts';

export const domains: FeedReader = {
  format: 'domains',
  read(text, { subdomains }, sink) {
    const plain = { exact: !subdomains, except: false };
    const wide = { exact: false, except: false };
    eachLine(text, (line, number) => {
      const hash = line.search(/(?:^|\s)[#;]/);
      const said = (hash < 0 ? line : line.slice(0, hash)).trim();
      if (said === '') return;
      if (said.startsWith('*.')) sink.host(said.slice(2), number, wide);
      else if (said.startsWith('.')) sink.host(said.slice(1), number, wide);
      else if (isUrl(said)) sendUrl(said, number, sink);
      else sink.host(said, number, plain);
    });
  },
};
