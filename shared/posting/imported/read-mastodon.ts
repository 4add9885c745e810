/** Mastodon: `/api/v1/accounts/:id/statuses`, newest first; the text is markup. */
import { textOfMarkup } from '../content/markup.ts';
import {
  addressOf,
  type ImportedPost,
  isObject,
  mostPosts,
  type ReadPosts,
  textOf,
  timeOf,
} from './imported-post.ts';

export const readMastodon: ReadPosts = (body) =>
  Array.isArray(body) ? body.slice(0, mostPosts).flatMap((each) => read(each) ?? []) : null;

function read(status: unknown): ImportedPost | null {
  if (!isObject(status)) return null;
  const { id, uri, url, content, spoiler_text: warning } = status;
  const key = textOf(uri) || textOf(id);
  const at = timeOf(status.created_at);
  if (key === '' || at === null) return null;
  if (isObject(status.reblog)) return { key, address: null, act: 'repost', text: '', at };
  const isQuote = isObject(status.quote) || isObject(status.quoted_status);
  const act = textOf(status.in_reply_to_id) !== '' ? 'reply' : isQuote ? 'quote' : 'post';
  const text = [textOfMarkup(textOf(content)), textOf(warning)].filter(Boolean).join('\n');
  return { key, address: addressOf(url) ?? addressOf(uri), act, text, at };
}
