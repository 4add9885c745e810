/** Threads: the app speaks to Instagram's API host, the web to its own. */
import type { Content } from '../content/content.ts';
import type { Act, Service } from '../service.ts';

const info = ['text_post_app_info', 'signed_body.text_post_app_info'];
const act = (content: Content): Act => {
  if (info.some((path) => content.has(`${path}.reply_id`))) return 'reply';
  return info.some((path) => content.has(`${path}.quoted_post_id`)) ? 'quote' : 'post';
};
const text = ['caption', 'signed_body.caption'];
const attachments = ['upload_id', 'signed_body.upload_id', 'children_metadata.upload_id'];

export const threads: Service = {
  id: 'threads',
  title: 'Threads',
  hosts: ['*.threads.net', '*.threads.com', 'i.instagram.com', 'www.instagram.com'],
  operation: (_, content) => content.texts('fb_api_req_friendly_name')[0] ?? null,
  account: ['signed_body._uid', '_uid', 'av'],
  rules: [
    { path: /^\/api\/v1\/media\/configure_text_only_post$/i, act, text },
    {
      path: /^\/api\/v1\/media\/configure_text_post_app_(?:feed|sidecar)$/i,
      act,
      text,
      attachments,
    },
    { path: /^\/api\/v1\/repost\/create_repost$/i, act: 'repost' },
    { path: /^\/api\/v1\/repost\/delete_text_app_repost$/i, act: 'delete' },
    { path: /^\/api\/v1\/media\/[\d_]+\/delete$/i, act: 'delete' },
    { path: /^\/rupload_ig(?:photo|video)(?:\/.*)?$/i, act: 'upload', isFile: true },
    {
      path: /^\/v[\d.]+\/(?:\w+\/)?threads$/i,
      hosts: ['graph.threads.net', 'graph.threads.com'],
      act: 'upload',
      text: ['text', '?text'],
    },
    {
      path: /^\/v[\d.]+\/(?:\w+\/)?threads_publish$/i,
      hosts: ['graph.threads.net', 'graph.threads.com'],
      act: 'post',
      attachments: ['creation_id', '?creation_id'],
    },
    {
      path: /^\/(?:api\/)?graphql(?:\/query)?$/i,
      operation: /(?:CreatePost|ComposerPost|CreateTextPost|PublishPost)\w*Mutation/i,
      act: 'post',
      text: ['variables.input.text', 'variables.caption'],
    },
  ],
  harmless: [
    {
      path: /^\/api\/v1\/(?:text_feed|feed\/text_post_app_timeline|users\/search|text_app)(?:\/.*)?$/i,
    },
    {
      path: /^\/(?:api\/)?graphql(?:\/query)?$/i,
      operation: /Query$|(?:Seen|Like|Follow|Save|Logging|Viewed|Impression)\w*Mutation$/i,
    },
    {
      path: /^\/(?:ajax\/(?:bz|bnzai|bulk-route-definitions|navigation|qm|webstorage)|logging|data\/|sw)(?:[/_].*)?$/i,
      hosts: ['*.threads.net', '*.threads.com'],
    },
  ],
  evidence: [
    'junhoyeo/threads-api: threads-api/src/threads-api.ts @88d9e508702115cce902e6f92882d3da984f8158',
    'developers.facebook.com: Threads API, posts',
  ],
};
