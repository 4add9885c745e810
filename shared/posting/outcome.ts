/** What became of a posting: did the server take it, and where does it stand now. */
import { parseDestination } from '../destination/destination.ts';
import { fieldValues, readJson } from './content/field-values.ts';
import { postsMade } from './post-names.ts';
import type { Act } from './service.ts';
import { wordpressAnswer } from './wordpress/answer.ts';

export interface PostingAnswer {
  /** null: no answer came. */
  readonly status: number | null;
  /** Lower-case names. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Without content encoding; as much as was kept. */
  readonly body: Uint8Array;
  /** Of the request. */
  readonly url?: string;
}

export interface PostingOutcome {
  /** null: unknown. */
  readonly taken: boolean | null;
  /** Of the first, where the request held several. */
  readonly address: string | null;
  readonly addresses: readonly string[];
  /** The service's own names of what it made (post-names.ts). */
  readonly posts: readonly string[];
}

/** Acts after which something stands at an address. */
const standing: ReadonlySet<Act> = new Set([
  'post',
  'reply',
  'quote',
  'repost',
  'story',
  'live',
  'comment',
  'edit',
  'schedule',
  'unknown-write',
]);

export function postingOutcome(service: string, act: Act, answer: PostingAnswer): PostingOutcome {
  const value = readJson(new TextDecoder().decode(answer.body));
  if (service === 'wordpress')
    return outcomeOf(service, act, answer, value, wordpressAnswer(act, value, answer));
  const find = Object.hasOwn(addressesOf, service) ? addressesOf[service] : undefined;
  const addresses = standing.has(act) ? (find?.(value, answer) ?? []) : [];
  return outcomeOf(service, act, answer, value, { taken: null, addresses });
}

/** @param said by a service that answers in a way of its own; `taken` null: as all others */
function outcomeOf(
  service: string,
  act: Act,
  answer: PostingAnswer,
  value: unknown,
  said: { readonly taken: boolean | null; readonly addresses: readonly string[] },
): PostingOutcome {
  const found = standing.has(act) ? said.addresses.filter((address) => isAddress(address)) : [];
  const taken = said.taken ?? isTaken(answer, value, found.length > 0);
  const addresses = taken === true ? found : [];
  const parsed = parseDestination(answer.url ?? '');
  const host = parsed.ok ? parsed.destination.host : '';
  const posts = taken === true ? namesMade(service, act, host, value, answer) : [];
  return { taken, address: addresses[0] ?? null, addresses, posts };
}

/** Hatena Blog says it in its header alone. */
function namesMade(service: string, act: Act, host: string, value: unknown, answer: PostingAnswer) {
  const { headers: { location = '' } = {} } = answer;
  const inHeader =
    service === 'hatena-blog' ? /\/atom\/(?:entry|page)\/(\w+)$/.exec(location) : null;
  return inHeader?.[1] === undefined ? postsMade(service, act, host, value) : [inHeader[1]];
}

/** GraphQL says errors with 200. What the server broke at may have been kept: unknown. */
function isTaken({ status }: PostingAnswer, value: unknown, hasAddress: boolean): boolean | null {
  if (status === null || status < 200 || status >= 500) return null;
  if (status >= 400) return false;
  if (status >= 300) return null;
  const isWrong = ['errors', 'error', 'json.errors'].some((path) =>
    fieldValues(value, path).some(Boolean),
  );
  if (!isWrong || hasAddress) return true;
  return saysMore(fieldValues(value, 'data')) ? null : false;
}

/** Whether there is any text or number in it: some of what was asked was done. Depth is the server's to choose. */
function saysMore(roots: readonly unknown[]): boolean {
  const open: unknown[] = [...roots];
  for (let steps = 0; open.length > 0 && steps < 10_000; steps++) {
    const value = open.pop();
    if (typeof value === 'number' || (typeof value === 'string' && value !== '')) return true;
    if (typeof value === 'object' && value !== null)
      open.push(...Object.values(value).slice(0, 100));
  }
  return false;
}

type Find = (value: unknown, answer: PostingAnswer) => string[];

const texts = (value: unknown, path: string): string[] =>
  fieldValues(value, path).flatMap((each) =>
    typeof each === 'string' || typeof each === 'number' ? [String(each)] : [],
  );
const each =
  (path: string, address: (id: string) => string): Find =>
  (value) =>
    texts(value, path)
      .filter((id) => /^[\w-]{1,100}$/.test(id))
      .map(address);
const links =
  (...paths: string[]): Find =>
  (value) =>
    paths.flatMap((path) => texts(value, path));
const onHost = ({ url }: PostingAnswer): string => {
  const parsed = parseDestination(url ?? '');
  return parsed.ok ? `https://${parsed.destination.host}` : '';
};

const addressesOf: Readonly<Record<string, Find>> = {
  bluesky: (value) =>
    [...texts(value, 'uri'), ...texts(value, 'results.uri')].flatMap((uri) => {
      const [, did, key] =
        /^at:\/\/(did:[\w.:%-]{1,200})\/app\.bsky\.feed\.post\/([\w.:~-]{1,100})$/.exec(uri) ?? [];
      return did === undefined ? [] : [`https://bsky.app/profile/${did}/post/${key}`];
    }),
  x: (value) => {
    const results = ['create_tweet', 'notetweet_create'].map(
      (name) => `data.${name}.tweet_results.result`,
    );
    const ids = [...results.map((path) => `${path}.rest_id`), 'data.id', 'id_str'].flatMap((path) =>
      texts(value, path),
    );
    return ids
      .filter((id) => /^\d{1,25}$/.test(id))
      .map((id) => `https://x.com/i/web/status/${id}`);
  },
  mastodon: links('url'),
  misskey: (value, answer) =>
    each('createdNote.id', (id) => `${onHost(answer)}/notes/${id}`)(value, answer),
  instagram: each('media.code', (code) => `https://www.instagram.com/p/${code}/`),
  threads: each('media.code', (code) => `https://www.threads.com/t/${code}`),
  facebook: links(
    'data.story_create.story.url',
    'data.comment_create.feedback_comment_edge.node.url',
    'permalink_url',
  ),
  reddit: links('json.data.url', 'data.createPost.post.url'),
  pinterest: each('resource_response.data.id', (id) => `https://www.pinterest.com/pin/${id}/`),
  note: links('data.note_url'),
  tumblr: links('response.post_url'),
  'hatena-blog': (_, { headers }) => [headers?.location ?? ''],
};

/** Shown as a link, and chosen by the server: nothing but a web address of moderate length. */
function isAddress(address: string): boolean {
  if (address.length > 2000 || !/^https?:\/\/[!-~]+$/.test(address)) return false;
  return parseDestination(address).ok;
}
