/**
 * AdBlock's `||host^`: the host and all below it; `@@||host^` takes it out again. Rules that look at
 * more (paths, types, elements, the asking page) say nothing about a host as a whole.
 */
import { eachLine } from './each-line.ts';
import type { FeedReader } from './feed-reader.ts';

/** `$important` and `$all` only say how strongly. */
const rule = /^(@@)?\|\|([^^/$|*?:]+)\^?(?:\$(?:(?:important|all|document|doc),?)+)?$/;

export const adblock: FeedReader = {
  format: 'adblock',
  read(text, _, sink) {
    eachLine(text, (line, number) => {
      const said = line.trim();
      if (said === '' || said.startsWith('!') || /^\[.*\]$/.test(said) || /^#(?:\s|$)/.test(said)) {
        return;
      }
      const found = rule.exec(said);
      const host = found?.[2];
      if (host === undefined) sink.skip(said, number, 'other-rule');
      else sink.host(host, number, { exact: false, except: found?.[1] !== undefined });
    });
  },
};
