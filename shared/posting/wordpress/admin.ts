/**
 * WordPress by its own pages: the classic editor's form, quick draft and quick edit, the lists of
 * posts, files and comments (which move to the bin by GET), and what the pages send by themselves.
 */
import type { Content } from '../content/content.ts';
import type { Act, Method, Rule } from '../service.ts';
import { actOfStatus } from './status.ts';

const admin = (page: string) => new RegExp(`/wp-admin/(?:network/|user/)?${page}\\.php$`, 'i');
const both: readonly Method[] = ['GET', 'POST'];

/** Forms name it in the body, links in the query; PHP reads both. A list has a second one below. */
const namedActs = (content: Content): string[] =>
  ['action', '?action', 'action2', '?action2']
    .flatMap((name) => content.texts(name))
    .filter((each) => each !== '' && each !== '-1');
const field = (content: Content, name: string): string => content.texts(name)[0] ?? '';

const removing = /^(?:trash|delete|spam|deletecomment|trashcomment|spamcomment)$/i;
const changing =
  /^(?:untrash|unspam|approve|unapprove|untrashcomment|unspamcomment|approvecomment|unapprovecomment)$/i;

/** What a link or a list does to what stands there; null: it only shows. */
function actOfLink(content: Content): Act | null {
  const acts = namedActs(content);
  const empties = ['delete_all', '?delete_all', 'delete_all2', '?delete_all2'].some(content.has);
  if (empties || acts.some((each) => removing.test(each))) return 'delete';
  if (content.has('?bulk_edit') || content.has('bulk_edit')) {
    return actOfStatus(field(content, '?_status') || field(content, '_status'), 'edit') ?? 'edit';
  }
  return acts.some((each) => changing.test(each)) ? 'edit' : null;
}

function actOfForm(content: Content): Act | null {
  const [action = ''] = namedActs(content);
  if (/^post-quickdraft-save$/i.test(action)) return 'upload';
  if (removing.test(action) || changing.test(action)) return actOfLink(content);
  if (field(content, 'wp-preview') === 'dopreview') return 'upload';
  const published = content.has('publish');
  if (published && isLater(content)) return 'schedule';
  if (published) return 'post';
  const was = field(content, 'original_post_status');
  const wasSeen = was === '' || /^(?:publish|private)$/.test(was);
  const said = field(content, 'post_status') || field(content, 'status');
  return actOfStatus(said, wasSeen ? 'edit' : 'post') ?? 'edit';
}

/** The day that the person chose lies after the one that the page was made at: no clock is needed. */
function isLater(content: Content): boolean {
  const parts = ['aa', 'mm', 'jj', 'hh', 'mn'];
  const time = (prefix: string) =>
    parts.map((each) => field(content, `${prefix}${each}`).padStart(4, '0')).join('');
  return field(content, 'cur_aa') !== '' && time('') > time('cur_');
}

const postText = ['post_title', 'content', 'excerpt'];
const autosaveText = ['post_title', 'content', 'excerpt'].map(
  (each) => `data[wp_autosave][${each}]`,
);

export const adminRules: readonly Rule[] = [
  { path: admin('(?:post|press-this)'), act: actOfForm, format: 'html', text: postText },
  {
    methods: both,
    path: admin('(?:post|edit|upload|edit-comments|comment)'),
    when: (content) => actOfLink(content) !== null,
    act: actOfLink,
    format: 'html',
    text: ['?post_title'],
  },
  {
    path: admin('comment'),
    act: 'edit',
    format: 'html',
    text: ['content', 'newcomment_author', 'newcomment_author_url'],
  },
  {
    path: admin('async-upload'),
    when: (content) => content.has('fetch') && content.files.length === 0,
    act: null,
  },
  {
    path: admin('(?:async-upload|media-new)'),
    act: 'upload',
    format: 'html',
    text: ['post_title', 'post_excerpt', 'post_content'],
  },
  ajax(
    /^press-this-save-post$/i,
    (content) => actOfStatus(field(content, 'post_status'), 'post') ?? 'post',
    ['post_title', 'post_content'],
  ),
  ajax(/^inline-save$/i, inlineAct, ['post_title', 'excerpt']),
  ajax(/^replyto-comment$/i, 'comment', ['content']),
  ajax(/^edit-comment$/i, 'edit', ['content', 'newcomment_author', 'newcomment_author_url']),
  ajax(/^delete-comment$/i, (content) =>
    content.has('untrash') || content.has('unspam') ? 'edit' : 'delete',
  ),
  ajax(
    /^dim-comment$|^set-post-thumbnail$|^(?:add|delete)-meta$|^image-editor$|^untrash-post$/i,
    'edit',
    ['metavalue'],
  ),
  ajax(/^(?:trash|delete)-(?:post|page)$/i, 'delete'),
  ajax(/^(?:save-attachment|save-attachment-compat)$/i, 'edit', [
    'changes[title]',
    'changes[caption]',
    'changes[alt]',
    'changes[description]',
  ]),
  ajax(/^crop-image$/i, 'upload'),
  {
    path: admin('admin-ajax'),
    operation: /^heartbeat$/i,
    when: (content) => autosaveText.some(content.has),
    act: 'upload',
    format: 'html',
    text: autosaveText,
  },
  ajax(
    /^(?:add-(?:tag|category|link-category|menu-item)|inline-save-tax|delete-tag|customize_save|save-widget|update-widget|widgets-order|menu-\w+|add-user)$/i,
    'profile',
    ['tag-name', 'name', 'description', 'newcategory', 'customized'],
  ),
  {
    path: admin(
      '(?:options|profile|user-edit|user-new|nav-menus|widgets|edit-tags|term|customize|themes|site-editor)',
    ),
    act: 'profile',
    format: 'html',
    text: [
      'blogname',
      'blogdescription',
      'display_name',
      'nickname',
      'tag-name',
      'name',
      'description',
      'customized',
    ],
  },
];

/** What the pages ask and tell by themselves. */
export const adminHarmless = [
  {
    path: admin('admin-ajax'),
    operation:
      /^(?:heartbeat|wp-compression-test|dashboard-widgets|closed-postboxes|meta-box-order|hidden-columns|query-attachments|query-themes|oembed-cache|get-[\w-]+|wp-remove-post-lock|sample-permalink|dismiss-wp-pointer|fetch-list|find_posts|wp-link-ajax|ajax-tag-search|logged-in|rest-nonce|parse-embed|parse-media-shortcode|imgedit-preview|media-create-image-subsizes|send-(?:attachment|link)-to-editor|update-welcome-panel|save-user-color-scheme|generate-password|date_format|time_format|health-check-[\w-]+)$/i,
  },
];

function ajax(operation: RegExp, act: Rule['act'], text: readonly string[] = []): Rule {
  return { path: admin('admin-ajax'), operation, act, format: 'html', text };
}

/** Quick edit sends the state whether it changed or not. */
function inlineAct(content: Content): Act {
  return actOfStatus(field(content, '_status'), 'edit') ?? 'edit';
}
