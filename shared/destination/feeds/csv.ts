/**
 * A table (RFC 4180, also with tabs or semicolons) with one column of hosts or URLs, found by its
 * header in Japanese or English.
 */
import type { FeedOptions, FeedReader } from './feed-reader.ts';
import { isUrl, sendUrl } from './url-cell.ts';

/** From the surest to the vaguest. */
const headers: readonly RegExp[] = [
  /^(?:ドメイン(?:名)?|domain(?:name)?)$/,
  /^(?:ホスト(?:名)?|host(?:name)?|fqdn|サーバー?(?:名)?)$/,
  /^(?:url|uri|リンク|link)$/,
  /^(?:宛先|接続先|アクセス先|遮断先|サイト|サイトurl|website|site)$/,
  /^(?:(?:web|ホームページ|hp|サイト)?(?:の)?アドレス|address)$/,
  /(?:ドメイン|ホスト名|domain|host)/,
  /(?:url|サイト|アドレス)/,
];

export const csv: FeedReader = {
  format: 'csv',
  read(text, options, sink) {
    const separator = separatorOf(text);
    let column: number | null = null;
    eachRow(text, separator, (cells, line) => {
      if (column === null) {
        const found = columnOf(cells, options.column);
        if (found === null) {
          sink.skip(cells.join(separator), line, 'no-column');
          return false;
        }
        column = found.index;
        if (found.isHeader) return true;
      }
      const cell = (cells[column] ?? '').trim();
      if (cell === '') return true;
      if (isUrl(cell)) sendUrl(cell, line, sink);
      else if (cell.startsWith('*.') || cell.startsWith('.')) {
        sink.host(cell.replace(/^\*?\./, ''), line, { exact: false, except: false });
      } else sink.host(cell, line, { exact: !options.subdomains, except: false });
      return true;
    });
  },
};

/** Whether the first row is the header of a table of hosts. */
export function hasKnownHeader(text: string): boolean {
  const first = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const separator = separatorOf(text);
  let found = false;
  if (first.includes(separator)) {
    eachRow(first, separator, (cells) => {
      found = columnOf(cells, null) !== null;
      return false;
    });
  }
  return found;
}

function columnOf(
  cells: readonly string[],
  wish: FeedOptions['column'],
): { index: number; isHeader: boolean } | null {
  // Full-width letters and spaces in a header are nobody's intention.
  const words = cells.map((cell) => cell.normalize('NFKC').replace(/\s/g, '').toLowerCase());
  if (typeof wish === 'number') {
    const word = words[wish - 1] ?? '';
    return { index: wish - 1, isHeader: headers.some((header) => header.test(word)) };
  }
  if (wish !== null) {
    const index = words.indexOf(wish.normalize('NFKC').replace(/\s/g, '').toLowerCase());
    return index < 0 ? null : { index, isHeader: true };
  }
  for (const header of headers) {
    const index = words.findIndex((word) => header.test(word));
    // `www.hostpoint.example` holds a word of a header and is none.
    if (index >= 0 && !words[index]?.includes('.')) return { index, isHeader: true };
  }
  return null;
}

function separatorOf(text: string): string {
  const first = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const counts = [',', '\t', ';'].map((each) => [first.split(each).length, each] as const);
  return counts.reduce((best, each) => (each[0] > best[0] ? each : best))[1];
}

/** @param use answers whether to go on */
function eachRow(
  text: string,
  separator: string,
  use: (cells: readonly string[], line: number) => boolean,
): void {
  const plainEnd = separator.charCodeAt(0);
  let line = 1;
  for (let at = 0; at < text.length; ) {
    const cells: string[] = [];
    const began = line;
    for (;;) {
      let cell = '';
      if (text.charCodeAt(at) === 0x22) {
        for (;;) {
          const close = text.indexOf('"', at + 1);
          const stop = close < 0 ? text.length : close;
          cell += text.slice(at + 1, stop);
          at = stop + 1;
          if (text.charCodeAt(at) !== 0x22) break;
          cell += '"';
        }
        line += cell.split('\n').length - 1;
      }
      const from = at;
      while (at < text.length && text.charCodeAt(at) !== plainEnd && !isEnd(text.charCodeAt(at))) {
        at++;
      }
      cells.push(cell + text.slice(from, at));
      if (text.charCodeAt(at) !== plainEnd) break;
      at++;
    }
    if (text.charCodeAt(at) === 0x0d) at++;
    if (text.charCodeAt(at) === 0x0a) at++;
    line++;
    const isBlank = cells.length === 1 && cells[0]?.trim() === '';
    if (!isBlank && !use(cells, began)) return;
  }
}

function isEnd(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}
