/**
 * A service's terms of use as they are now: fetched as feeds are (https, zones, redirects), and told
 * by a hash of what a person reads of them, so that scripts and numbers of a visit do not count.
 */
import type { FeedFailure } from '../../../shared/destination/feeds/feed-words.ts';
import { textOfMarkup } from '../../../shared/posting/content/markup.ts';
import { decodeFeed } from '../../feeds/decode-feed.ts';
import { sha256 } from '../../record/sha256.ts';
import { type FetchOptions, fetchFeed } from '../feeds/fetch-feed.ts';

export type ReadTerms = { readonly hash: string } | { readonly failure: FeedFailure };

/** A page of terms has some hundred kilobytes. */
const maxBytes = 5_000_000;
/** Somebody waits for it. */
const timeoutMs = 30_000;

export async function readTerms(
  url: string,
  options: Omit<FetchOptions, 'known' | 'maxBytes'>,
): Promise<ReadTerms> {
  const fetched = await fetchFeed(url, { timeoutMs, ...options, known: null, maxBytes });
  if (fetched === 'same') return { failure: 'status' };
  if ('failure' in fetched) return fetched;
  const decoded = decodeFeed(fetched.bytes, 'auto', maxBytes);
  // A PDF: its very bytes.
  if ('failure' in decoded) {
    return decoded.failure === 'not-text' ? { hash: sha256(fetched.bytes) } : decoded;
  }
  return { hash: sha256(termsText(decoded.text)) };
}

/** What a person reads of a page, in one spelling of white space and width. */
export function termsText(page: string): string {
  const shown = /<[a-z!/]/i.test(page) ? textOfMarkup(withoutUnseen(page)) : page;
  return shown.normalize('NFKC').replace(/\s+/g, ' ').trim();
}

/** In one pass, whatever is left open: a page may be large and hostile. */
function withoutUnseen(page: string): string {
  const lower = page.toLowerCase();
  const opening = /<(script|style|template|noscript)\b|<!--/g;
  let text = '';
  let from = 0;
  for (let found = opening.exec(lower); found !== null; found = opening.exec(lower)) {
    text += `${page.slice(from, found.index)} `;
    const closing = found[1] === undefined ? '-->' : `</${found[1]}`;
    const end = lower.indexOf(closing, found.index);
    if (end < 0) return text;
    const close = lower.indexOf('>', end);
    if (close < 0) return text;
    from = close + 1;
    opening.lastIndex = from;
  }
  return text + page.slice(from);
}
