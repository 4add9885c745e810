/** RSS, RDF, Atom and JSON feeds, of a blog or an account. */
import { parseFeed } from 'feedsmith';
import { textOfMarkup } from '../../../shared/posting/content/markup.ts';
import {
  addressOf,
  type ImportedPost,
  mostPosts,
  textOf,
  timeOf,
} from '../../../shared/posting/imported/imported-post.ts';

interface Item {
  readonly id: unknown;
  readonly link: unknown;
  readonly title: unknown;
  readonly text: unknown;
  readonly at: unknown;
}

/** null: this is no feed. An item without an address, an id or a time is left out. */
export function readFeed(
  text: string,
): { readonly posts: ImportedPost[]; readonly next: unknown } | null {
  const feed = feedOf(text);
  if (feed === null) return null;
  const posts = feed.items.slice(0, mostPosts).flatMap((each) => postOf(each) ?? []);
  return { posts, next: feed.next };
}

interface Feed {
  readonly items: readonly Item[];
  /** Address of the page with older ones, where it says one. */
  readonly next: unknown;
}

const nextOf = (links: readonly { rel?: string; href?: string }[] = []) =>
  links.find(({ rel }) => rel === 'next')?.href;

function feedOf(text: string): Feed | null {
  let parsed: ReturnType<typeof parseFeed>;
  try {
    parsed = parseFeed(text, { maxItems: mostPosts });
  } catch {
    return null;
  }
  switch (parsed.format) {
    case 'rss':
      return {
        next: nextOf(parsed.feed.atom?.links),
        items: (parsed.feed.items ?? []).map((item) => ({
          id: item.guid?.value,
          link: item.link,
          title: item.title,
          text: item.content?.encoded ?? item.description,
          at: item.pubDate ?? item.dc?.dates?.[0],
        })),
      };
    case 'rdf':
      return {
        next: nextOf(parsed.feed.atom?.links),
        items: (parsed.feed.items ?? []).map((item) => ({
          id: item.rdf?.about,
          link: item.link,
          title: item.title,
          text: item.content?.encoded ?? item.description,
          at: item.dc?.dates?.[0],
        })),
      };
    case 'atom':
      return {
        next: nextOf(parsed.feed.links),
        items: (parsed.feed.entries ?? []).map((entry) => ({
          id: entry.id,
          link: (entry.links ?? []).find(({ rel = 'alternate' }) => rel === 'alternate')?.href,
          title: entry.title?.value,
          text: entry.content?.value ?? entry.summary?.value,
          at: entry.published ?? entry.updated,
        })),
      };
    case 'json':
      return {
        next: parsed.feed.next_url,
        items: (parsed.feed.items ?? []).map((item) => ({
          id: item.id,
          link: item.url,
          title: item.title,
          text: item.content_html ?? item.content_text,
          at: item.date_published,
        })),
      };
  }
}

function postOf({ id, link, title, text, at }: Item): ImportedPost | null {
  const address = addressOf(link) ?? addressOf(id);
  const key = textOf(id) || (address ?? '');
  const time = timeOf(at);
  if (key === '' || time === null) return null;
  const lines = [title, text].map((each) => textOfMarkup(textOf(each)).trim());
  // Accounts of services without titles repeat their text there.
  const [first = '', second = ''] = lines;
  const joined = second.startsWith(first.replace(/…$/, '')) ? second : `${first}\n${second}`;
  return { key, address, act: 'post', text: joined.trim(), at: time };
}
