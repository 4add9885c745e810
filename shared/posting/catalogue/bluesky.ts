/**
 * Bluesky: AT protocol, the same on every personal data server. A record's collection says what it
 * is; `applyWrites` holds many. The records of other apps on the protocol are unknown writes.
 */
import { referenceTo } from '../attachment.ts';
import { type Content, partOf } from '../content/content.ts';
import { joinTexts } from '../join-texts.ts';
import { postNamed } from '../post-names.ts';
import type { Act, Attachment, Posting, Rule, Service } from '../service.ts';

type Write = 'create' | 'update' | 'delete';

/** Shapes of one record, found with the paths of the content it stands in. */
interface WrittenRecord {
  readonly write: Write;
  /** '' where it was not said. */
  readonly collection: string;
  readonly texts: (path: string) => string[];
  readonly has: (path: string) => boolean;
}

const xrpc = (method: string) => new RegExp(`^/xrpc/${method.replaceAll('.', '\\.')}$`, 'i');

/** Collections without words of the person's own: likes, follows, blocks, who may answer. */
const silent =
  /^(?:app\.bsky\.(?:feed\.(?:like|threadgate|postgate)|graph\.(?:follow|block|listitem|listblock|verification))|chat\.bsky\.actor\.declaration|app\.bsky\.notification\.declaration)$/i;
const standing =
  /^app\.bsky\.(?:actor\.(?:profile|status)|graph\.(?:list|starterpack)|feed\.generator|labeler\.service)$/i;

function actOf({ write, collection, has }: WrittenRecord): Act | null {
  if (silent.test(collection)) return null;
  if (standing.test(collection)) return 'profile';
  const isPost = /^app\.bsky\.feed\.post$/i.test(collection);
  if (write === 'delete') {
    return isPost || collection === '' || /\.feed\.repost$/i.test(collection)
      ? 'delete'
      : 'unknown-write';
  }
  if (/^app\.bsky\.feed\.repost$/i.test(collection)) return 'repost';
  if (isPost && write === 'update') return 'edit';
  if (!isPost && collection !== '') return 'unknown-write';
  // The web app puts nothing but the profile; without a collection the rest is a new post.
  if (!isPost && write === 'update') return 'profile';
  if (has('reply')) return 'reply';
  const quotes = has('embed.record.uri') || has('embed.record.record.uri');
  return quotes ? 'quote' : 'post';
}

const textPaths = [
  'text',
  'embed.images.alt',
  'embed.media.images.alt',
  'embed.video.alt',
  'embed.alt',
  'embed.external.title',
  'embed.external.description',
  'embed.external.uri',
  'embed.media.external.uri',
  'facets.features.uri',
  'tags',
  'pronouns',
  'website',
  'displayName',
  'description',
  'name',
];
const blobPaths = [
  'embed.images.image',
  'embed.media.images.image',
  'embed.video',
  'embed.media.video',
];

function postingOf(record: WrittenRecord, account: string | null): Posting[] {
  const act = actOf(record);
  if (act === null) return [];
  const text = joinTexts(textPaths.flatMap(record.texts));
  const attachments = blobPaths.flatMap((path): Attachment[] => {
    const types = record.texts(`${path}.mimeType`);
    const sizes = record.texts(`${path}.size`).map(Number);
    return record.texts(`${path}.ref.$link`).map((reference, i) => ({
      ...referenceTo(reference),
      type: types[i] ?? null,
      size: sizes[i] ?? null,
    }));
  });
  return [{ act, text, account, attachments }];
}

const accountOf = (content: Content) => content.texts('repo')[0] || null;

const single = (write: Write) => (content: Content) => {
  const collection = content.texts('collection')[0] ?? content.texts('record.$type')[0] ?? '';
  const texts = (path: string) => content.texts(`record.${path}`);
  const has = (path: string) => content.has(`record.${path}`);
  return postingOf({ write, collection, texts, has }, accountOf(content));
};

/** Each write is read by itself: paths over all of them would mix their values. */
function several(content: Content): Posting[] {
  const account = accountOf(content);
  const writes = content.values('writes').slice(0, 1000);
  if (writes.length === 0) return [{ act: 'post', text: '', account, attachments: [] }];
  return writes.flatMap((value) => {
    const one = partOf(value);
    const kind = one.texts('$type')[0] ?? '';
    const write: Write = /#delete$/.test(kind)
      ? 'delete'
      : /#update$/.test(kind)
        ? 'update'
        : 'create';
    const collection = one.texts('collection')[0] ?? one.texts('value.$type')[0] ?? '';
    const texts = (path: string) => one.texts(`value.${path}`);
    const has = (path: string) => one.has(`value.${path}`);
    return postingOf({ write, collection, texts, has }, account).map((posting) => {
      const about = postNamed('bluesky', posting.act, { host: '', path: '', content: one });
      return about === null ? posting : { ...posting, about };
    });
  });
}

const post = (method: string, rest: Omit<Rule, 'path'>): Rule => ({ path: xrpc(method), ...rest });

export const bluesky: Service = {
  id: 'bluesky',
  title: 'Bluesky',
  hosts: [
    'bsky.social',
    'bsky.app',
    '*.bsky.network',
    'api.bsky.app',
    'public.api.bsky.app',
    'video.bsky.app',
    'events.bsky.app',
    'api.bsky.chat',
  ],
  shape: /^\/xrpc\/(?:com\.atproto|app\.bsky|chat\.bsky|tools\.ozone)\.\w/i,
  account: ['repo'],
  rules: [
    post('com.atproto.repo.createRecord', { act: 'post', postings: single('create') }),
    post('com.atproto.repo.putRecord', { act: 'profile', postings: single('update') }),
    post('com.atproto.repo.deleteRecord', { act: 'delete', postings: single('delete') }),
    post('com.atproto.repo.applyWrites', { act: 'post', postings: several }),
    post('com.atproto.repo.uploadBlob', { act: 'upload', isFile: true }),
    post('com.atproto.repo.importRepo', { act: 'unknown-write', isFile: true }),
    post('app.bsky.video.uploadVideo', { act: 'upload', isFile: true, account: ['?did'] }),
    post('chat.bsky.convo.sendMessage', { act: 'message', text: ['message.text'] }),
    post('chat.bsky.convo.createGroup', { act: 'message', text: ['name'] }),
    {
      path: /^\/xrpc\/chat\.bsky\.group\.(?:create|edit)Group$/i,
      act: 'profile',
      text: ['name', 'description'],
    },
    post('com.atproto.admin.sendEmail', { act: 'message', text: ['subject', 'content'] }),
    post('chat.bsky.convo.sendMessageBatch', { act: 'message', text: ['items.message.text'] }),
    {
      path: /^\/xrpc\/app\.bsky\.draft\.(?:create|update)Draft$/i,
      act: 'upload',
      text: ['draft', 'draft.draft'].flatMap((at) => [
        `${at}.posts.text`,
        `${at}.posts.embedImages.alt`,
        `${at}.posts.embedExternals.uri`,
      ]),
    },
    post('com.atproto.identity.updateHandle', { act: 'profile', text: ['handle'] }),
    {
      path: /^\/xrpc\/com\.atproto\.server\.(?:createSession|createAccount|createAppPassword|refreshSession|deleteSession)$/i,
      act: 'sign-in',
    },
    {
      path: /^\/(?:oauth\/(?:token|par|revoke|authorize)|@atproto\/oauth-provider\/~api\/[\w-]+)$/i,
      act: 'sign-in',
    },
    {
      path: /^\/xrpc\/com\.atproto\.server\.(?:activate|deactivate|delete)Account$/i,
      act: 'profile',
    },
  ],
  harmless: [
    { path: /^/, hosts: ['events.bsky.app'] },
    {
      path: /^\/xrpc\/chat\.bsky\.(?:convo\.(?:update(?:Read|AllRead)|mute|unmute|leave|accept|addReaction|removeReaction|deleteMessageForSelf|lock|unlock)\w*|actor\.\w+|group\.(?!createGroup|editGroup)\w+|moderation\.updateActorAccess)$/i,
    },
    {
      path: /^\/xrpc\/app\.bsky\.(?:actor\.putPreferences|notification\.\w+|graph\.(?:un)?mute\w+|feed\.sendInteractions|unspecced\.\w+|bookmark\.\w+|ageassurance\.\w+|draft\.delete\w*|contact\.\w+)$/i,
    },
    {
      path: /^\/xrpc\/com\.atproto\.(?:moderation\.createReport|server\.(?:requestEmail\w+|confirmEmail|updateEmail|getServiceAuth|requestPasswordReset|requestAccountDelete|resetPassword|revokeAppPassword|createInviteCodes?|reserveSigningKey)|temp\.\w+|identity\.(?:request|refresh)\w+|sync\.\w+)$/i,
    },
    // What a moderator does, beside the words that go to a person.
    {
      path: /^\/xrpc\/tools\.ozone\.(?:queue|report|safelink|set|setting|team|verification)\.\w+$/i,
    },
    // Queries, whatever their method.
    { path: /^\/xrpc\/(?:[a-z]+\.){3}(?:get|list|search|describe|resolve|query)[A-Z]\w*$/i },
  ],
  evidence: [
    'bluesky-social/atproto: lexicons/com/atproto/repo, app/bsky, chat/bsky',
    "@atproto/pds on loopback: Bluesky's own server",
  ],
};
