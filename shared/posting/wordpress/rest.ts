/**
 * WordPress by REST: `/wp-json/wp/v2/…`, in any folder. Every type of post has a collection of its
 * own name; what a site adds is told by what is written into it.
 */
import { type Content, partOf } from '../content/content.ts';
import { textOfMarkup } from '../content/markup.ts';
import { joinTexts } from '../join-texts.ts';
import type { Act, Method, Posting, Rule } from '../service.ts';
import { actOfStatus } from './status.ts';

/** WordPress takes fields of the query for those of a body. */
const inBodyOrQuery = (names: readonly string[]) => [...names, ...names.map((name) => `?${name}`)];

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
const fields = inBodyOrQuery(text);
const fileText = inBodyOrQuery(['title', 'title.raw', 'caption', 'alt_text', 'description']);
const commentText = inBodyOrQuery(['content', 'content.raw']);
const rest = (path: string) => new RegExp(`/wp-json/wp/v2/${path}$`, 'i');
const changes: readonly Method[] = ['POST', 'PUT', 'PATCH'];

const statusOf = (content: Content): string | undefined =>
  [...content.texts('status'), ...content.texts('?status')][0];

/** Without a state WordPress keeps a draft; other software on the same path may not. */
const createAct = (content: Content): Act => actOfStatus(statusOf(content) ?? '', 'post') ?? 'post';

/** Publishing is an update too: the editor makes the draft first. Without a state it stays what it was. */
const updateAct = (content: Content): Act => actOfStatus(statusOf(content) ?? '', 'post') ?? 'edit';

/** Where comments are kept, a state is about who sees it. */
const commentAct = (content: Content): Act =>
  /^(?:trash|spam)$/i.test(statusOf(content) ?? '') ? 'delete' : 'edit';

/** A site's own type of posts has these; a site's own taxonomy has a name. */
const isPost = (content: Content) => content.kind === 'none' || fields.some(content.has);

export const restRules: readonly Rule[] = [
  {
    path: rest('(?:posts|pages)'),
    act: createAct,
    format: 'html',
    text: fields,
    attachments: ['featured_media'],
  },
  {
    methods: changes,
    path: rest('(?:posts|pages)/\\d+'),
    act: updateAct,
    format: 'html',
    text: fields,
  },
  {
    methods: ['POST', 'PUT', 'PATCH', 'DELETE'],
    path: rest('[\\w-]+/\\d+/(?:autosaves|revisions)(?:/\\d+)?'),
    act: 'upload',
    format: 'html',
    text: fields,
  },
  { path: rest('media'), act: 'upload', format: 'html', text: fileText, isFile: true },
  { methods: changes, path: rest('media/\\d+/post-process'), act: null },
  {
    methods: changes,
    path: rest('media/\\d+(?:/.*)?'),
    act: 'edit',
    format: 'html',
    text: fileText,
  },
  { path: rest('comments'), act: 'comment', format: 'html', text: commentText },
  {
    methods: changes,
    path: rest('comments/\\d+'),
    act: commentAct,
    format: 'html',
    text: commentText,
  },
  { methods: ['DELETE'], path: rest('(?:posts|pages|media|comments|blocks)/\\d+'), act: 'delete' },
  {
    methods: changes,
    path: rest('users/(?:me|\\d+)'),
    when: (content) => ['name', 'nickname', 'description', 'url'].some(content.has),
    act: 'profile',
    text: ['name', 'nickname', 'description', 'url'],
  },
  {
    methods: ['POST', 'PUT', 'PATCH', 'DELETE'],
    path: rest(
      '(?:settings|global-styles/.*|templates/.*|template-parts/.*|navigation(?:/\\d+)?|menus?(?:-items)?(?:/\\d+)?|blocks(?:/\\d+)?|sidebars.*|widgets.*|categories(?:/\\d+)?|tags(?:/\\d+)?)',
    ),
    act: 'profile',
    format: 'html',
    text: ['title', 'name', 'description', ...fields],
  },
  {
    path: rest('(?!users|plugins|themes|block-)[\\w-]+'),
    when: isPost,
    act: createAct,
    format: 'html',
    text: fields,
    attachments: ['featured_media'],
  },
  {
    methods: changes,
    path: rest('(?!users|plugins|themes|block-)[\\w-]+/\\d+'),
    when: isPost,
    act: updateAct,
    format: 'html',
    text: fields,
  },
  { methods: ['DELETE'], path: rest('(?!users|plugins|themes|block-)[\\w-]+/\\d+'), act: 'delete' },
  { path: /\/wp-json\/batch\/v1$/i, act: 'post', postings: batch },
];

/** Of the person's own screen. */
export const restHarmless = [
  { path: rest('(?:users/(?:me|\\d+)|types.*|taxonomies.*|search|block-renderer/.*)') },
];

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
      const rule = restRules.find(
        ({ methods = ['POST'], path: own, when, postings }) =>
          postings === undefined &&
          methods.some((each) => each === method) &&
          own.test(path) &&
          when?.(inner) !== false,
      );
      const isHarmless = restHarmless.some((each) => each.path.test(path));
      const act = rule !== undefined ? asked(rule, inner) : isHarmless ? null : 'unknown-write';
      if (act === null) return [];
      const lines = (rule?.text ?? []).flatMap((each) => inner.texts(each)).map(textOfMarkup);
      return [{ act, text: joinTexts(lines), account: null, attachments: [] }];
    });
}

const asked = ({ act }: Rule, content: Content): Act | null =>
  typeof act === 'function' ? act(content) : act;
