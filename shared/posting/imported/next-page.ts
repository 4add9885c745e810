/** Where an account's list of posts goes on, older ones: by its service's own way. */
import type { ImportSource } from '../../policy/import-schema.ts';
import { isObject, textOf } from './imported-post.ts';

/**
 * @param url of the page that was read
 * @param body of it, parsed
 * @returns null: this was the last, or nobody can tell
 */
export function nextPage(
  from: Exclude<ImportSource, 'rss'>,
  url: string,
  body: unknown,
): string | null {
  switch (from) {
    case 'bluesky': {
      if (!isObject(body)) return null;
      const cursor = textOf(body.cursor);
      return cursor === '' || isEmpty(body) ? null : withValue(url, 'cursor', cursor);
    }
    case 'mastodon': {
      const last: unknown = Array.isArray(body) ? body.at(-1) : null;
      const id = isObject(last) ? textOf(last.id) : '';
      return id === '' ? null : withValue(url, 'max_id', id);
    }
  }
}

/** A feed's own link to its next page, where it stays with the same server. */
export function nextOfFeed(url: string, link: unknown): string | null {
  const text = textOf(link);
  if (text === '' || !URL.canParse(text, url)) return null;
  const next = new URL(text, url);
  return next.origin === new URL(url).origin ? next.href : null;
}

function isEmpty({ feed, records }: Readonly<Record<string, unknown>>): boolean {
  return [feed, records].every((list) => !Array.isArray(list) || list.length === 0);
}

function withValue(url: string, name: string, value: string): string {
  const next = new URL(url);
  next.searchParams.set(name, value);
  return next.href;
}
