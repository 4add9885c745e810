/**
 * A service's own names of posts: which post a request edits, deletes or answers, and which one an
 * answer says it has made. Only what the requests really say; the other services have no line here.
 *
 *   post ──answer──► name ◄──request── edit, delete
 */

import type { Content } from './content/content.ts';
import { fieldValues } from './content/field-values.ts';
import type { Act } from './service.ts';

interface Names {
  /** Anybody can run it: the same name on another host is another post. */
  readonly perHost?: true;
  /** Its first group is the post that is edited or deleted. */
  readonly path?: RegExp;
  /** Where the body (or `?` the query) names it. */
  readonly body?: readonly string[];
  /** Where the body names the post that is answered. */
  readonly parent?: readonly string[];
  /** Where the service's answer names what it has made. */
  readonly made?: readonly string[];
  /** The part of it that all of them share. */
  readonly part?: RegExp;
}

const lastOfUri = /([^/]+)$/;
/** `pk_owner` */
const mediaKey = /^(\d+)/;

const names: Readonly<Record<string, Names>> = {
  bluesky: {
    body: ['rkey'],
    parent: ['record.reply.parent.uri', 'value.reply.parent.uri'],
    made: ['uri', 'results.uri'],
    part: lastOfUri,
  },
  x: {
    path: /\/(?:2\/tweets|statuses\/(?:destroy|unretweet))\/(\d+)(?:\.json)?$/i,
    body: [
      'variables.tweet_id',
      'variables.edit_options.previous_tweet_id',
      'edit_options.previous_post_id',
    ],
    parent: [
      'variables.reply.in_reply_to_tweet_id',
      'reply.in_reply_to_tweet_id',
      'in_reply_to_status_id',
    ],
    made: [
      'data.create_tweet.tweet_results.result.rest_id',
      'data.notetweet_create.tweet_results.result.rest_id',
      'data.id',
      'id_str',
    ],
  },
  mastodon: {
    perHost: true,
    path: /\/api\/v1\/(?:scheduled_)?statuses\/(\w+)$/i,
    parent: ['in_reply_to_id'],
    made: ['id'],
  },
  misskey: {
    perHost: true,
    body: ['noteId', 'editId'],
    parent: ['replyId'],
    made: ['createdNote.id'],
  },
  wordpress: {
    perHost: true,
    path: /\/wp\/v2\/(?:posts|pages)\/(\d+)$/i,
    body: ['post_ID', '?post'],
    parent: ['post', 'comment_post_ID'],
    made: ['id', 'responses.body.id'],
  },
  facebook: {
    path: /^\/(?:v[\d.]+\/)?(\d+_\d+)$/i,
    body: ['variables.input.story_id'],
    made: ['data.story_create.story.id', 'post_id', 'id'],
  },
  instagram: {
    path: /\/(?:media|create)\/([\d_]+)\/(?:edit_media|delete|only_me)$/i,
    made: ['media.pk', 'media.id'],
    part: mediaKey,
  },
  threads: {
    path: /\/media\/([\d_]+)\/delete$/i,
    parent: ['text_post_app_info.reply_id', 'signed_body.text_post_app_info.reply_id'],
    made: ['media.pk', 'media.id'],
    part: mediaKey,
  },
  youtube: { body: ['encryptedVideoId', 'videoId', 'id', '?id'], made: ['videoId', 'id'] },
  reddit: {
    body: ['thing_id', 'id'],
    parent: ['parent', 'thing_id'],
    made: ['json.data.name', 'json.data.things.data.name'],
  },
  tumblr: { path: /\/posts\/(\d+)$/i, made: ['response.id_string', 'response.id'] },
  pinterest: { path: /\/pins\/(\d+)$/i, made: ['resource_response.data.id', 'id'] },
  note: { path: /\/(?:text_)?notes(?:\/n)?\/(\w+)$/i, made: ['data.id'] },
  'hatena-blog': { path: /\/atom\/(?:entry|page)\/(\w+)$/i, body: ['?entry', 'entry'] },
};

/** Acts on the post that the request names; a blog's editor publishes what it has made before. */
const onPost: ReadonlySet<Act> = new Set(['edit', 'delete', 'post', 'schedule']);
const answering: ReadonlySet<Act> = new Set(['reply', 'comment']);
const making: ReadonlySet<Act> = new Set([
  'post',
  'reply',
  'quote',
  'story',
  'live',
  'comment',
  'edit',
  'schedule',
]);

/**
 * @param path as the service's rules see it
 * @returns the post that it edits, deletes, publishes or answers; null where it names none
 */
export function postNamed(
  service: string,
  act: Act,
  request: { readonly host: string; readonly path: string; readonly content: Content },
): string | null {
  const known = Object.hasOwn(names, service) ? names[service] : undefined;
  if (known === undefined) return null;
  const { host, path, content } = request;
  const places = onPost.has(act) ? known.body : answering.has(act) ? known.parent : [];
  const inPath = onPost.has(act) ? known.path?.exec(path)?.[1] : undefined;
  const said = inPath ?? (places ?? []).flatMap((place) => content.texts(place))[0];
  return nameOf(known, host, said);
}

/** @param answer the service's answer as JSON @returns in the order of the answer */
export function postsMade(service: string, act: Act, host: string, answer: unknown): string[] {
  const known = Object.hasOwn(names, service) ? names[service] : undefined;
  if (known?.made === undefined || !making.has(act)) return [];
  for (const place of known.made) {
    const found = fieldValues(answer, place).flatMap((value) => {
      const isName = typeof value === 'string' || typeof value === 'number';
      const name = isName ? nameOf(known, host, String(value)) : null;
      return name === null ? [] : [name];
    });
    if (found.length > 0) return found;
  }
  return [];
}

/** Chosen by page and server: short, and nothing but what names are made of. */
function nameOf({ perHost, part }: Names, host: string, said: string | undefined): string | null {
  const name = part === undefined ? said : part.exec(said ?? '')?.[1];
  if (name === undefined || !/^[\w.:~=+-]{1,200}$/.test(name) || name === '0') return null;
  return perHost ? `${host}/${name}` : name;
}
