/** Instagram: web and app. The app signs its form: `signed_body=SIGNATURE.{…}`. */
import type { Rule, Service } from '../service.ts';

const caption = [
  'caption',
  'signed_body.caption',
  'caption_text',
  'signed_body.caption_text',
  'custom_accessibility_caption',
  'title',
];
const attachments = ['upload_id', 'signed_body.upload_id', 'children_metadata.upload_id'];
const comment = ['comment_text', 'signed_body.comment_text', 'signed_body.text', 'text'];
const graphql = /^\/(?:api\/)?graphql(?:\/query)?$/i;
const operation = (names: RegExp, act: Rule['act'], text: readonly string[] = []): Rule => ({
  path: graphql,
  operation: names,
  act,
  text,
});

export const instagram: Service = {
  id: 'instagram',
  title: 'Instagram',
  hosts: ['*.instagram.com', 'rupload.facebook.com'],
  operation: (_, content) => content.texts('fb_api_req_friendly_name')[0] ?? null,
  account: ['signed_body._uid', '_uid', 'av'],
  rules: [
    {
      path: /^\/create\/configure(?:_sidecar|_to_story)?$/i,
      act: 'post',
      text: caption,
      attachments,
    },
    {
      path: /^\/api\/v1\/media\/configure_to_(?:story|reel)$/i,
      act: 'story',
      text: caption,
      attachments,
    },
    {
      path: /^\/api\/v1\/media\/configure(?:_sidecar|_to_clips|_to_igtv)?$/i,
      act: 'post',
      text: caption,
      attachments,
    },
    {
      path: /^\/api\/v1\/media\/create_note(?:\/v2)?$/i,
      act: 'post',
      text: ['text', 'signed_body.text'],
    },
    { path: /^\/rupload_ig(?:photo|video)(?:\/.*)?$/i, act: 'upload', isFile: true },
    {
      path: /^\/api\/v1\/(?:web\/comments\/\d+\/add|media\/[\d_]+\/comment)$/i,
      act: 'comment',
      text: comment,
    },
    {
      path: /^\/api\/v1\/(?:web\/comments\/\d+\/delete\/\d+|media\/[\d_]+\/comment\/(?:bulk_delete|\d+\/delete))$/i,
      act: 'delete',
    },
    { path: /^\/api\/v1\/media\/[\d_]+\/edit_media$/i, act: 'edit', text: caption },
    { path: /^\/api\/v1\/(?:media|web\/create)\/[\d_]+\/(?:delete|only_me)$/i, act: 'delete' },
    { path: /^\/create\/[\d_]+\/delete$/i, act: 'delete' },
    {
      path: /^\/api\/v1\/direct_v2\/threads\/(?:[\d/]+\/)?broadcast\/.*$/i,
      act: 'message',
      text: ['text', 'link_text', 'signed_body.text', 'signed_body.link_text'],
    },
    {
      hosts: ['rupload.facebook.com'],
      path: /^\/messenger_(?:image|video|gif|file|audio)(?:\/.*)?$/i,
      act: 'upload',
      isFile: true,
    },
    { path: /^\/api\/v1\/live\/(?:create|\d+\/start)$/i, act: 'live' },
    {
      path: /^\/api\/v1\/(?:accounts\/edit_profile|web\/accounts\/edit|accounts\/set_biography|accounts\/change_profile_picture|web\/accounts\/web_change_profile_picture)$/i,
      act: 'profile',
      text: ['first_name', 'biography', 'username', 'external_url'],
    },
    {
      path: /^\/(?:api\/v1\/)?(?:web\/)?accounts\/(?:login(?:\/ajax)?|logout(?:\/ajax)?|two_factor_login)$/i,
      act: 'sign-in',
    },
    operation(
      /(?:Comment)\w*Create\w*|\w*CreateComment\w*|PolarisPostCommentInput\w*Mutation/i,
      'comment',
      ['variables.comment_text', 'variables.input.text'],
    ),
    operation(/(?:DeletePost|DeleteMedia|DeleteComment)\w*/i, 'delete'),
    operation(/(?:SendText|SendMessage|IGDirectTextSend)\w*Mutation/i, 'message', [
      'variables.text.sensitive_string_value',
      'variables.input.text',
    ]),
  ],
  harmless: [
    {
      path: graphql,
      operation: /Query$|(?:Seen|Like|Follow|Save|Logging|Viewed|Impression)\w*Mutation$/i,
    },
    {
      path: /^\/api\/v1\/(?:web\/)?(?:comments\/(?:un)?like|media\/seen|likes|friendships|save|qe|feed|discover|clips|news|notifications|stories|live\/.*\/(?:heartbeat|get)|tags|fbsearch|direct_v2\/threads\/.*\/(?:items\/.*\/seen|mark)|attribution|push|zr|consent|launcher|live_with)(?:[/_].*)?$/i,
    },
    {
      path: /^\/api\/v1\/(?:users\/(?:self|\d+)|(?:live|multiple_accounts|accounts)\/get_\w+|collections\/list|accounts\/contact_point_prefill|media\/[\d_]+\/(?:(?:un)?(?:like|save)|comment_(?:un)?like|seen|permalink|info))(?:\/.*)?$/i,
    },
    {
      path: /^\/(?:ajax\/(?:bz|bnzai|bulk-route-definitions|navigation|qm|webstorage)|logging_client_events|logging|data\/|security\/|sw)(?:[/_].*)?$/i,
    },
  ],
  evidence: [
    '/create/configure/, /rupload_igphoto/, /api/v1/web/comments/: seen in public web clients',
    'junhoyeo/threads-api: threads-api/src/threads-api.ts @88d9e508702115cce902e6f92882d3da984f8158',
  ],
};
