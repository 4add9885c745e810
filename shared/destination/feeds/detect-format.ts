/** Which format a feed is in, where nobody says. */
import { hasKnownHeader } from './csv.ts';
import type { FeedFormat } from './feed-reader.ts';

const looked = 64 * 1024;
const lines = 200;

/** A page of a server or a captive portal instead of the list. */
export function isPage(text: string): boolean {
  return /^\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/is.test(text.slice(0, 4096));
}

export function detectFormat(text: string): FeedFormat {
  const head = text.slice(0, looked);
  if (/^\s*\{/.test(head)) return 'chromium';
  if (hasKnownHeader(head)) return 'csv';
  if (/^\s*\[Adblock/i.test(head)) return 'adblock';
  const said = head
    .split('\n', lines)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^[#!;]/.test(line));
  const share = (shape: RegExp) => said.filter((line) => shape.test(line)).length;
  if (share(/^(?:@@)?\|\|/) * 2 > said.length) return 'adblock';
  if (share(/^(?:[\d.]+|[0-9a-f]*:[0-9a-f:.]*)\s+\S/i) * 2 > said.length) return 'hosts';
  if (share(/^acl\s+\S+\s+dstdomain\b/i) > 0) return 'dstdomain';
  return 'domains';
}
