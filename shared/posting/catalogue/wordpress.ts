/**
 * WordPress, on any host: REST with a method override (the HTTP method alone misleads), also by
 * `?rest_route=`, many in one batch, the classic editor's form, and XML-RPC.
 */
import { type Content, partOf } from '../content/content.ts';
import { textOfMarkup } from '../content/markup.ts';
import { joinTexts } from '../join-texts.ts';
import type { Act, Posting, Rule, Service } from '../service.ts';

const text = [
  'title',
  'title.raw',
  'content',
  'content.raw',
  'excerpt',
  'excerpt.raw',
  'post_title',
  'excerpt.rendered',
];
const rest = (path: string) => new RegExp(`/wp-json/wp/v2/${path}$`, 'i');

const stateAct = (content: Content): Act | null => {
  const [status] = [...content.texts('status'), ...content.texts('post_status')];
  if (status === 'future') return 'schedule';
  return status === 'draft' || status === 'auto-draft' || status === 'pending' ? 'upload' : null;
};
const isPublishing = (content: Content) => content.texts('status').includes('publish');
const createAct = (content: Content): Act => stateAct(content) ?? 'post';
/** Publishing is an update too: the editor makes the draft first. */
const updateAct = (content: Content): Act =>
  stateAct(content) ?? (isPublishing(content) ? 'post' : 'edit');

const formAct = (content: Content): Act | null => {
  const [action] = content.texts('action');
  if (action === 'trash' || action === 'delete') return 'delete';
  if (content.has('publish')) return 'post';
  return stateAct(content) ?? 'edit';
};

/** `{ requests: [{ method, path, body }] }` */
function batch(content: Content): Posting[] {
  return content
    .values('requests')
    .slice(0, 100)
    .flatMap((request) => {
      const one = partOf(request);
      const inner = partOf(one.values('body')[0]);
      const path = `/wp-json${(one.texts('path')[0] ?? '').split('?', 1)[0]}`;
      const method = one.texts('method')[0]?.toUpperCase() ?? 'POST';
      const rule = rules.find(
        (each) =>
          (each.methods ?? (['POST'] as readonly string[])).some((m) => m === method) &&
          each.path.test(path),
      );
      const act =
        rule === undefined
          ? 'unknown-write'
          : typeof rule.act === 'function'
            ? rule.act(inner)
            : rule.act;
      if (act === null) return [];
      const lines = (rule?.text ?? []).flatMap((each) => inner.texts(each)).map(textOfMarkup);
      return [{ act, text: joinTexts(lines), account: null, attachments: [] }];
    });
}

const xmlRpc: ReadonlyMap<string, Act> = new Map([
  ['wp.newPost', 'post'],
  ['wp.newPage', 'post'],
  ['metaWeblog.newPost', 'post'],
  ['blogger.newPost', 'post'],
  ['wp.editPost', 'edit'],
  ['wp.editPage', 'edit'],
  ['metaWeblog.editPost', 'edit'],
  ['blogger.editPost', 'edit'],
  ['wp.deletePost', 'delete'],
  ['wp.deletePage', 'delete'],
  ['blogger.deletePost', 'delete'],
  ['wp.newComment', 'comment'],
  ['wp.uploadFile', 'upload'],
  ['metaWeblog.newMediaObject', 'upload'],
]);

const rules: readonly Rule[] = [
  {
    path: rest('(?:posts|pages)'),
    act: createAct,
    format: 'html',
    text,
    attachments: ['featured_media'],
  },
  {
    methods: ['POST', 'PUT', 'PATCH'],
    path: rest('(?:posts|pages)/\\d+'),
    act: updateAct,
    format: 'html',
    text,
  },
  { methods: ['DELETE'], path: rest('(?:posts|pages|media|comments|blocks)/\\d+'), act: 'delete' },
  {
    methods: ['POST', 'PUT', 'PATCH', 'DELETE'],
    path: rest('(?:posts|pages)/\\d+/(?:autosaves|revisions)(?:/\\d+)?'),
    act: 'upload',
    format: 'html',
    text,
  },
  {
    path: rest('media'),
    act: 'upload',
    format: 'html',
    text: ['title', 'caption', 'alt_text', 'description'],
    isFile: true,
  },
  {
    methods: ['POST', 'PUT', 'PATCH'],
    path: rest('media/\\d+(?:/.*)?'),
    act: 'edit',
    format: 'html',
    text: ['title', 'caption', 'alt_text', 'description'],
  },
  { path: rest('comments'), act: 'comment', format: 'html', text: ['content', 'content.raw'] },
  {
    methods: ['POST', 'PUT', 'PATCH'],
    path: rest('comments/\\d+'),
    act: 'edit',
    format: 'html',
    text: ['content', 'content.raw'],
  },
  {
    methods: ['POST', 'PUT', 'PATCH'],
    path: rest(
      '(?:settings|global-styles/.*|templates/.*|template-parts/.*|navigation(?:/\\d+)?|blocks(?:/\\d+)?|widgets.*|categories(?:/\\d+)?|tags(?:/\\d+)?)',
    ),
    act: 'profile',
    format: 'html',
    text: ['title', 'name', 'description', ...text],
  },
];

export const wordpress: Service = {
  id: 'wordpress',
  title: 'WordPress',
  hosts: [],
  shape:
    /\/wp-json\/(?:wp\/v2\/(?:posts|pages|media|comments|settings|blocks|types|users|taxonomies)|batch\/v1)(?:[/?]|$)|[?&]rest_route=(?:\/|%2F)wp(?:\/|%2F)v2|[?&]rest_route=(?:\/|%2F)batch|\/wp-admin\/(?:post|admin-ajax|async-upload|media-new|comment)\.php(?:\?|$)|\/(?:wp-comments-post|wp-login|xmlrpc)\.php(?:\?|$)/i,
  overrides: true,
  pathOf: (path, content) => {
    const [route] = content.texts('?rest_route');
    return route === undefined ? path : `/wp-json/${route.replace(/^\/+/, '')}`;
  },
  operation: (path, content) =>
    /\/xmlrpc\.php$/i.test(path)
      ? (content.texts('methodName')[0]?.trim() ?? null)
      : /\/admin-ajax\.php$/i.test(path)
        ? (content.texts('action')[0] ?? content.texts('?action')[0] ?? null)
        : null,
  rules: [
    ...rules,
    { path: /\/wp-json\/batch\/v1$/i, act: 'post', postings: batch },
    {
      path: /\/wp-admin\/post\.php$/i,
      act: formAct,
      format: 'html',
      text: ['post_title', 'content', 'excerpt'],
    },
    {
      methods: ['GET'],
      path: /\/wp-admin\/post\.php$/i,
      when: (content) => /^(?:trash|delete)$/.test(content.texts('?action')[0] ?? ''),
      act: 'delete',
    },
    { path: /\/wp-admin\/(?:async-upload|media-new)\.php$/i, act: 'upload' },
    {
      path: /\/wp-admin\/admin-ajax\.php$/i,
      operation: /^(?:inline-save|replyto-comment|edit-comment|wp_autosave)$/i,
      act: 'edit',
      format: 'html',
      text: ['post_title', 'content'],
    },
    { path: /\/wp-comments-post\.php$/i, act: 'comment', format: 'html', text: ['comment'] },
    { path: /\/wp-login\.php$/i, act: 'sign-in' },
    {
      path: /\/xmlrpc\.php$/i,
      act: (content) => xmlRpc.get(content.texts('methodName')[0]?.trim() ?? '') ?? 'unknown-write',
      format: 'html',
      text: ['string'],
    },
  ],
  harmless: [
    {
      path: /\/wp-admin\/admin-ajax\.php$/i,
      operation:
        /^(?:heartbeat|wp-compression-test|dashboard-widgets|closed-postboxes|meta-box-order|query-attachments|oembed-cache|get-\w+|wp-remove-post-lock|sample-permalink|dismiss-wp-pointer)$/i,
    },
    { path: rest('(?:users/me|types.*|taxonomies.*|search|block-renderer/.*|users/\\d+)') },
  ],
  evidence: [
    'developer.wordpress.org: REST API handbook',
    "Debian's wordpress package: requests of the block editor",
  ],
};
