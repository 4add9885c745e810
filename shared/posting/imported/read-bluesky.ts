/**
 * Bluesky: `app.bsky.feed.getAuthorFeed` (with what the account reposted) or
 * `com.atproto.repo.listRecords` of its personal data server.
 */
import {
  type ImportedPost,
  isObject,
  mostPosts,
  type ReadPosts,
  textOf,
  timeOf,
} from './imported-post.ts';

export const readBluesky: ReadPosts = (body) => {
  if (!isObject(body)) return null;
  const { feed, records } = body;
  if (Array.isArray(feed)) return feed.slice(0, mostPosts).flatMap((each) => fromFeed(each) ?? []);
  if (!Array.isArray(records)) return null;
  return records.slice(0, mostPosts).flatMap((each) => fromRecord(each) ?? []);
};

function fromFeed(each: unknown): ImportedPost | null {
  if (!isObject(each) || !isObject(each.post)) return null;
  const { post, reason } = each;
  const { uri, record } = post as Record<string, unknown>;
  const address = addressOfUri(uri);
  if (address === null || !isObject(record)) return null;
  if (isObject(reason) && /#reasonRepost$/.test(textOf(reason.$type))) {
    const at = timeOf(reason.indexedAt);
    // The post is another's; that it was posted again is the account's own doing.
    return at === null
      ? null
      : { key: `repost ${textOf(uri)} ${at}`, address: null, act: 'repost', text: '', at };
  }
  return fromRecord({ uri, value: record });
}

function fromRecord(each: unknown): ImportedPost | null {
  if (!isObject(each) || !isObject(each.value)) return null;
  const { uri, value } = each;
  const address = addressOfUri(uri);
  const at = timeOf((value as Record<string, unknown>).createdAt);
  if (address === null || at === null) return null;
  const { text, reply, embed } = value as Record<string, unknown>;
  const isQuote = isObject(embed) && /^app\.bsky\.embed\.record/.test(textOf(embed.$type));
  const act = isObject(reply) ? 'reply' : isQuote ? 'quote' : 'post';
  return { key: textOf(uri), address, act, text: textOf(text), at };
}

function addressOfUri(uri: unknown): string | null {
  const [, did, key] =
    /^at:\/\/(did:[\w.:%-]{1,200})\/app\.bsky\.feed\.post\/([\w.:~-]{1,100})$/.exec(textOf(uri)) ??
    [];
  return did === undefined ? null : `https://bsky.app/profile/${did}/post/${key}`;
}
