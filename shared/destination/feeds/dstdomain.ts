/**
 * Squid's `acl … dstdomain`: `example.com` is that host alone, `.example.com` the host and all below
 * it. Names stand a line each, or several in a line; also whole `acl NAME dstdomain …` lines.
 */
import { eachLine } from './each-line.ts';
import type { FeedReader } from './feed-reader.ts';

export const dstdomain: FeedReader = {
  format: 'dstdomain',
  read(text, _, sink) {
    eachLine(text, (line, number) => {
      const hash = line.indexOf('#');
      const said = (hash < 0 ? line : line.slice(0, hash)).trim();
      if (said === '') return;
      const acl = /^acl\s+\S+\s+(\S+)\s*(.*)$/i.exec(said);
      if (acl !== null && acl[1]?.toLowerCase() !== 'dstdomain') {
        return void sink.skip(said, number, 'other-rule');
      }
      for (const word of (acl?.[2] ?? said).split(/\s+/)) {
        // `-n` only keeps Squid from looking names up.
        if (word === '' || word === '-n') continue;
        const wide = word.startsWith('.');
        sink.host(wide ? word.slice(1) : word, number, { exact: !wide, except: false });
      }
    });
  },
};
