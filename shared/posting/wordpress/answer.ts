/**
 * What a WordPress answers, by the way it was asked: REST says the address; the pages go back to a
 * list or form and say in its query what was done; XML-RPC and the lists say a number, and
 * `/?p=NUMBER` leads to whatever stands there, under any scheme of addresses.
 */
import { parseDestination, urlText } from '../../destination/destination.ts';
import { fieldValues } from '../content/field-values.ts';
import { xmlPieces } from '../content/markup.ts';
import type { PostingAnswer } from '../outcome.ts';
import type { Act } from '../service.ts';

interface WordPressAnswer {
  /** null: it does not say more than its status. */
  readonly taken: boolean | null;
  readonly addresses: readonly string[];
}

const nothing: WordPressAnswer = { taken: null, addresses: [] };

/** @param value the body as JSON; undefined where it is none */
export function wordpressAnswer(act: Act, value: unknown, answer: PostingAnswer): WordPressAnswer {
  const { status, headers, body, url } = answer;
  const parsed = parseDestination(url ?? '');
  if (!parsed.ok || status === null || status >= 400)
    return { ...nothing, addresses: links(value) };
  const { path } = parsed.destination;
  const base = urlText({ ...parsed.destination, path: rootOf(path), query: '' });
  const text = () => new TextDecoder().decode(body);
  const post = (id: string | undefined) => (id === undefined ? [] : [`${base}?p=${id}`]);
  if (status >= 300) return byWayBack(headers?.location ?? '', post);
  if (/\/xmlrpc\.php$/i.test(path)) return byXmlRpc(text(), act === 'comment' ? () => [] : post);
  if (/\/admin-ajax\.php$/i.test(path)) return byAjax(text(), value, post);
  // A page of its own instead of a way back: it says what was wrong.
  if (/\/wp-comments-post\.php$/i.test(path)) return { taken: false, addresses: [] };
  return { taken: null, addresses: links(value) };
}

const links = (value: unknown): string[] =>
  ['link', 'responses.body.link']
    .flatMap((path) => fieldValues(value, path))
    .filter((each) => typeof each === 'string');

/** The folder that the site stands in. */
function rootOf(path: string): string {
  const end = path.search(
    /(?:index\.php\/?)?(?:wp-admin|wp-json|xmlrpc\.php|wp-comments-post\.php)/i,
  );
  return end < 0 ? '/' : path.slice(0, end);
}

type Post = (id: string | undefined) => string[];

function byWayBack(location: string, post: Post): WordPressAnswer {
  if (/#comment-\d+$/.test(location)) {
    const isAddress = /^https?:/i.test(location);
    return { taken: true, addresses: isAddress ? [location] : [] };
  }
  const isTold = /[?&](?:message|updated|settings-updated|trashed|untrashed|deleted|added)=/.test(
    location,
  );
  if (!isTold)
    return /\/upload\.php(?:\?|$)/.test(location) ? { taken: true, addresses: [] } : nothing;
  return { taken: true, addresses: post(/[?&]post=(\d{1,19})(?:&|$)/.exec(location)?.[1]) };
}

function byXmlRpc(text: string, post: Post): WordPressAnswer {
  const names: string[] = [];
  let inner = '';
  for (const piece of xmlPieces(text)) {
    if (piece.kind === 'open') names.push(piece.name);
    else if (piece.kind === 'text' && /^(?:string|int|i4)$/.test(names.at(-1) ?? '')) {
      inner ||= piece.text.trim();
    }
  }
  // Of several calls in one each has its own fault or result.
  if (names.includes('array')) return nothing;
  if (names.includes('fault')) return { taken: false, addresses: [] };
  return { taken: names.includes('param'), addresses: post(/^\d{1,19}$/.exec(inner)?.[0]) };
}

/** A row of a list, an answer in XML or JSON; `0`, `-1` and a bare sentence say that nothing was done. */
function byAjax(text: string, value: unknown, post: Post): WordPressAnswer {
  if (fieldValues(value, 'success').includes(false)) return { taken: false, addresses: [] };
  if (fieldValues(value, 'success').includes(true)) return { taken: true, addresses: [] };
  if (/<wp_ajax>/.test(text)) {
    if (/<wp_error\b/.test(text)) return { taken: false, addresses: [] };
    const comment = /<comment id='(\d{1,19})'/.exec(text)?.[1];
    // The comment that it answers is linked to as well.
    const link = new RegExp(`href=["'](https?://[^"'\\s<>]{1,2000}#comment-${comment})["']`);
    const address = comment === undefined ? undefined : link.exec(text)?.[1];
    return { taken: true, addresses: address === undefined ? [] : [address] };
  }
  const row = /<tr\b[^>]{0,500}\bid="(?:post-(\d{1,19})|comment-\d{1,19})"/.exec(text);
  if (row !== null) return { taken: true, addresses: post(row[1]) };
  const isNothing = /^\s*(?:-1|0)\s*$/.test(text) || /^[^<{[]{1,1000}$/.test(text.trim());
  return { taken: /^\s*1\s*$/.test(text) ? true : isNothing ? false : null, addresses: [] };
}
