/** Threads: the app speaks to Instagram's API host, the web to its own, programs to the Graph API. */
import type { Content } from '../content/content.ts';
import { friendlyName, isReadingById } from '../facebook/graphql.ts';
import type { Act, Service } from '../service.ts';

const signed = (...names: string[]) => [...names, ...names.map((name) => `signed_body.${name}`)];
const info = signed('text_post_app_info');
const act = (content: Content): Act => {
  if (info.some((path) => content.has(`${path}.reply_id`))) return 'reply';
  return info.some((path) => content.has(`${path}.quoted_post_id`)) ? 'quote' : 'post';
};
const text = signed(
  'caption',
  'text_post_app_info.link_attachment_url',
  'custom_accessibility_caption',
);
const attachments = signed('upload_id', 'children_metadata.upload_id');
const own = ['*.threads.net', '*.threads.com'];
const graph = ['graph.threads.net', 'graph.threads.com'];

/** What the API prepares, and leaves at once where it says so. */
const containerAct = (content: Content): Act => {
  const said = (name: string) => [...content.texts(name), ...content.texts(`?${name}`)][0] ?? '';
  if (said('auto_publish_text') !== 'true') return 'upload';
  if (said('reply_to_id') !== '') return 'reply';
  return said('quote_post_id') === '' ? 'post' : 'quote';
};

export const threads: Service = {
  id: 'threads',
  title: 'Threads',
  hosts: [...own, 'i.instagram.com', 'www.instagram.com'],
  operation: (_, content, headers) => friendlyName(content, headers),
  account: ['signed_body._uid', '_uid', 'av'],
  rules: [
    { path: /^\/api\/v\d\/media\/configure_text_only_post$/i, act, text },
    {
      path: /^\/api\/v\d\/media\/configure_text_post_app_\w+$/i,
      act,
      text,
      attachments,
    },
    { path: /^\/api\/v\d\/repost\/create_repost$/i, act: 'repost' },
    { path: /^\/api\/v\d\/repost\/delete_text_app_repost$/i, act: 'delete' },
    { path: /^\/api\/v\d\/media\/[\d_]+\/delete$/i, act: 'delete' },
    {
      path: /^\/api\/v\d\/(?:web\/)?media\/[\d_]+\/edit_(?:media|text_post\w*)$/i,
      act: 'edit',
      text: [...text, ...signed('caption_text')],
    },
    { path: /^\/rupload_ig(?:photo|video)(?:\/.*)?$/i, act: 'upload', isFile: true },
    {
      path: /^\/(?:v[\d.]+\/)?(?:\w+\/)?threads$/i,
      hosts: graph,
      act: containerAct,
      text: ['text', '?text', 'alt_text', '?alt_text', 'link_attachment', '?link_attachment'],
    },
    {
      path: /^\/(?:v[\d.]+\/)?(?:\w+\/)?threads_publish$/i,
      hosts: graph,
      act: 'post',
      attachments: ['creation_id', '?creation_id'],
    },
    { path: /^\/(?:v[\d.]+\/)?\d+\/repost$/i, hosts: graph, act: 'repost' },
    { methods: ['DELETE'], path: /^\/(?:v[\d.]+\/)?\d+$/i, hosts: graph, act: 'delete' },
    { path: /^\/(?:v[\d.]+\/)?oauth\/\w+$/i, hosts: graph, act: 'sign-in' },
    {
      path: /^\/api\/v\d\/(?:web\/)?accounts\/(?:login|logout|two_factor_login)(?:\/.*)?$/i,
      hosts: own,
      act: 'sign-in',
    },
    {
      path: /^\/(?:api\/)?graphql(?:\/query)?$/i,
      operation: /(?:CreatePost|ComposerPost|CreateTextPost|PublishPost|CreateThread)\w*Mutation/i,
      act: 'post',
      text: ['variables.input.text', 'variables.caption', 'variables.input.caption'],
    },
    {
      path: /^\/(?:api\/)?graphql(?:\/query)?$/i,
      operation: /^use(?:Barcelona|TH)\w*EditProfile\w*$/i,
      hosts: own,
      act: 'profile',
      text: ['variables.name', 'variables.biography', 'variables.external_url'],
    },
    {
      path: /^\/(?:api\/)?graphql(?:\/query)?$/i,
      operation: /^use(?:Barcelona|TH)\w*(?:Delete|Remove)(?:Post|Thread|Repost)\w*$/i,
      hosts: own,
      act: 'delete',
    },
    {
      path: /^\/(?:api\/)?graphql(?:\/query)?$/i,
      operation: /^use(?:Barcelona|TH)\w*(?:Create)?Repost\w*Mutation$/i,
      hosts: own,
      act: 'repost',
    },
  ],
  harmless: [
    {
      path: /^\/api\/v\d\/(?:text_feed|feed|users\/search|text_app)(?:[/_].*)?$/i,
    },
    {
      path: /^\/(?:api\/)?graphql(?:\/query)?$/i,
      operation: /Query$|(?:Seen|Like|Follow|Save|Logging|Viewed|Impression)\w*Mutation$/i,
    },
    { path: /^\/(?:api\/)?graphql(?:\/query)?$/i, when: isReadingById },
    { path: /^\/(?:v[\d.]+\/)?\d+\/(?:manage_reply|manage_pending_reply)$/i, hosts: graph },
    {
      path: /^\/api\/v\d\/(?:web\/)?(?:media\/[\d_]+\/(?:(?:un)?(?:like|save)|seen)|friendships|restrict_action|qe|launcher|news|notifications|save|likes)(?:\/.*)?$/i,
      hosts: own,
    },
    {
      path: /^\/(?:ajax\/(?:bz|bnzai|bulk-route-definitions|navigation|qm|webstorage)|logging|data\/|sw)(?:[/_].*)?$/i,
      hosts: own,
    },
  ],
  evidence: [
    'junhoyeo/threads-api: threads-api/src/threads-api.ts @88d9e508702115cce902e6f92882d3da984f8158',
    'developers.facebook.com: Threads API, posts, reposts, deletion, auto_publish_text',
  ],
};
