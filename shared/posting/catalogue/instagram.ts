/** Instagram: web, app and the API of professional accounts. The app signs its form: `signed_body=SIGNATURE.{…}`. */
import type { Content } from '../content/content.ts';
import { friendlyName, isReadingById } from '../facebook/graphql.ts';
import type { Act, Rule, Service } from '../service.ts';

/** The app's, the older site's and the newer site's spelling. */
const api = (path: string) => new RegExp(`^/(?:api/v\\d/)?(?:web/)?${path}$`, 'i');
const signed = (...names: string[]) => [...names, ...names.map((name) => `signed_body.${name}`)];
const caption = signed(
  'caption',
  'caption_text',
  'custom_accessibility_caption',
  'title',
  'children_metadata.custom_accessibility_caption',
);
const attachments = signed('upload_id', 'children_metadata.upload_id');
const comment = signed('comment_text', 'text');
const graphql = /^\/(?:api\/)?graphql(?:\/query|_www)?$/i;
const operation = (names: RegExp, act: Rule['act'], text: readonly string[] = []): Rule => ({
  path: graphql,
  operation: names,
  act,
  text,
});

/** The Graph API of professional accounts, on two hosts. */
const graph = {
  hosts: ['graph.instagram.com', 'graph.facebook.com', 'graph.beta.facebook.com'],
  path: (path: string) => new RegExp(`^/(?:v[\\d.]+/)?\\w+/${path}$`, 'i'),
};
const own = ['graph.instagram.com'];
const orQuery = (...names: string[]) => [...names, ...names.map((name) => `?${name}`)];

const messageAct = (content: Content): Act | null =>
  content.has('sender_action') || signed('item_type').flatMap(content.texts)[0] === 'reaction'
    ? null
    : 'message';

export const instagram: Service = {
  id: 'instagram',
  title: 'Instagram',
  hosts: [
    '*.instagram.com',
    'rupload.facebook.com',
    'graph.facebook.com',
    'graph.beta.facebook.com',
  ],
  operation: (_, content, headers) => friendlyName(content, headers),
  account: ['signed_body._uid', '_uid', 'av'],
  rules: [
    {
      path: api('(?:media|create)/configure(?:_sidecar|_to_clips|_to_igtv|_to_feed)?'),
      act: 'post',
      text: caption,
      attachments,
    },
    {
      path: api('(?:media|create)/configure_to_(?:story|reel|quick_snap)'),
      act: 'story',
      text: caption,
      attachments,
    },
    {
      path: api('(?:media/create_note(?:/v\\d)?|notes/create_note)'),
      act: 'post',
      text: signed('text'),
    },
    { path: api('(?:media|notes)/delete_note(?:/v\\d)?'), act: 'delete' },
    { path: /^\/rupload_ig(?:photo|video)(?:\/.*)?$/i, act: 'upload', isFile: true },
    {
      path: api('(?:(?:create/)?upload/(?:photo|video|cover_photo)|media/upload_finish)'),
      act: 'upload',
    },
    {
      path: api('(?:comments/\\d+/add|media/[\\d_]+/comment|live/\\d+/comment)'),
      act: 'comment',
      text: comment,
    },
    {
      path: api('(?:comments/\\d+/delete/\\d+|media/[\\d_]+/comment/(?:bulk_delete|\\d+/delete))'),
      act: 'delete',
    },
    {
      path: api('media/\\d+/\\d+/story_question_response'),
      act: 'comment',
      text: signed('response'),
    },
    { path: api('media/[\\d_]+/edit_media'), act: 'edit', text: caption },
    { path: api('(?:media|create)/[\\d_]+/(?:(?:soft_)?delete|only_me)'), act: 'delete' },
    { path: api('media/[\\d_]+/undo_only_me'), act: 'post' },
    { path: api('highlights/create_reel'), act: 'story', text: signed('title') },
    { path: api('highlights/[^/]+/edit_reel'), act: 'edit', text: signed('title') },
    { path: api('highlights/[^/]+/delete_reel'), act: 'delete' },
    { path: api('direct_v2/threads/(?:[\\d/]+/)?broadcast/reaction'), act: null },
    {
      path: api('direct_v2/threads/(?:[\\d/]+/)?broadcast/.*'),
      act: messageAct,
      text: signed('text', 'link_text'),
    },
    { path: api('direct_v2/create_group_thread'), act: 'message', text: signed('title') },
    {
      path: api('direct_v2/threads/\\d+/items/[^/]+/edit_message'),
      act: 'edit',
      text: signed('text'),
    },
    { path: api('direct_v2/threads/\\d+/update_title'), act: 'profile', text: signed('title') },
    {
      hosts: ['rupload.facebook.com'],
      path: /^\/messenger_(?:image|video|gif|file|audio)(?:\/.*)?$/i,
      act: 'upload',
      isFile: true,
    },
    {
      path: api('live/(?:create|\\d+/start)'),
      act: 'live',
      text: signed('broadcast_message', 'title'),
    },
    { path: api('live/(?:\\d+/)?add_to_post_live'), act: 'post' },
    {
      path: api(
        'accounts/(?:edit_profile|edit|set_biography|update_bio_links|(?:web_)?change_profile_picture|remove_profile_picture|set_(?:private|public|gender|phone_and_name))',
      ),
      act: 'profile',
      text: signed('first_name', 'biography', 'raw_text', 'username', 'external_url'),
    },
    {
      path: api(
        '(?:accounts/(?:login|logout|two_factor_login|one_tap_app_login|send_\\w+|create\\w*|account_recovery\\w*|change_password|(?:en|dis)able_\\w*two_factor|read_msisdn_header|\\w+_create\\w*)(?:/.*)?|challenge(?:/.*)?|bloks/apps/[\\w.]*(?:login|two_step|recovery)[\\w.]*)',
      ),
      act: 'sign-in',
    },
    { path: /^\/oauth\/(?:access_token|authorize)$/i, act: 'sign-in' },
    operation(
      /(?:Comment)\w*Create\w*|\w*CreateComment\w*|PolarisPostCommentInput\w*Mutation/i,
      'comment',
      [
        'variables.comment_text',
        'variables.data.comment_text',
        'variables.input.comment_text',
        'variables.input.text',
      ],
    ),
    operation(/(?:DeletePost|DeleteMedia|DeleteComment)\w*/i, 'delete'),
    operation(/(?:SendText|SendMessage|IGDirectTextSend)\w*Mutation/i, 'message', [
      'variables.text.sensitive_string_value',
      'variables.input.text',
    ]),
    {
      hosts: graph.hosts,
      path: graph.path('media'),
      act: 'upload',
      text: orQuery('caption', 'alt_text'),
    },
    {
      hosts: graph.hosts,
      path: graph.path('media_publish'),
      act: 'post',
      attachments: orQuery('creation_id'),
    },
    {
      path: /^\/v\d\/media\/[\d_]+\/comments$|^\/(?:v[\d.]+\/)?[\d_]+\/(?:comments|replies)$/i,
      act: 'comment',
      text: orQuery('message', 'text'),
      hosts: [...own, 'api.instagram.com'],
    },
    { hosts: own, path: graph.path('messages'), act: messageAct, text: ['message.text'] },
    {
      hosts: [...own, 'api.instagram.com'],
      methods: ['DELETE'],
      path: /^\/(?:v[\d.]+\/)?(?:media\/[\d_]+\/comments\/)?[\d_]+$/i,
      act: 'delete',
    },
  ],
  harmless: [
    {
      path: graphql,
      operation:
        /Query$|(?:Seen|Like|Follow|Save|Logging|Viewed|Impression)\w*Mutation$|^usePolaris(?:Un)?(?:like|follow|save|block|mute)\w*$/i,
    },
    { path: graphql, when: isReadingById },
    {
      path: api(
        '(?:comments/(?:un)?like|media/seen|likes|friendships|save|qe|feed|discover|clips|news|notifications|stories|live/.*/(?:heartbeat|get)|tags|fbsearch|direct_v2/threads/.*/(?:items/.*/seen|mark)|attribution|push|zr|consent|launcher|live_with)(?:[/_].*)?',
      ),
    },
    {
      path: api(
        '(?:users/(?:self|\\d+|search|lookup)|(?:live|multiple_accounts|accounts)/(?:get_\\w+|current_user|process_contact_point_signals)|accounts/(?:contact_point_\\w+|msisdn_header_bootstrap|set_presence_disabled)|collections|(?:un)?like|media/[\\d_]+/(?:(?:un)?(?:like|save|pin_comment)|comment_(?:un)?like|(?:dis|en)able_comments|seen|permalink|info|(?:\\d+/)?story_(?:poll|slider|quiz)_\\w+)|media/(?:comment_filter|infos|blocked)|users/(?:\\d+/)?(?:un)?pin_timeline_media|notes/(?:update|get)_\\w+|highlights/\\d+/highlights_tray|creatives|scores|loom|commerce|ads|wwwgraphql|bloks|live/\\d+/(?:end_broadcast|info|\\w*like\\w*|wave|pin_comment|(?:un)?mute_comment)|direct_v2/(?:threads/\\d+/(?:items/[^/]+/delete|hide|(?:un)?mute\\w*|approve|decline(?:_all)?|unseen|mark_unread|add_user|remove_users|leave|label|activity|move)|inbox|ranked_recipients|get_\\w+)|restrict_action|business|insights|locations?|banyan|igtv|music|fundraiser|address_book|dynamic_onboarding|linked_accounts|fb|si|usertags|archive|story_interactions)(?:/.*)?',
      ),
    },
    { path: /^\/v\d\/(?:media\/[\d_]+\/likes|users\/\w+\/relationship)$/i },
    {
      path: /^\/(?:ajax\/(?:bz|bnzai|bulk-route-definitions|navigation|qm|webstorage)|logging_client_events|logging|data\/|security\/|sw)(?:[/_].*)?$/i,
    },
    // Readings, whatever their method.
    {
      path: api(
        '(?:.*/)?(?:info|\\w+_info|likers|comments|child_comments|insights|user_tags|topsearch|location_search|list_\\w+|check_\\w+|get_\\w+|fetch_\\w+|pending_inbox|settings|edit_web_form_data|validate_\\w+|batch_fetch\\w*|reels_tray_broadcasts)',
      ),
      when: (content) => !signed('text', 'caption', 'comment_text').some(content.has),
    },
    {
      path: api(
        '(?:direct_v2/threads/\\d+(?:/items/[^/]+/unsend_message)?|(?:nux|track|android_modules)(?:/.*)?)',
      ),
    },
    { path: /^\/(?:error|async\/wbloks\/\w+)$/i },
  ],
  evidence: [
    '/create/configure/, /rupload_igphoto/, /api/v1/web/comments/: seen in public web clients',
    'junhoyeo/threads-api: threads-api/src/threads-api.ts @88d9e508702115cce902e6f92882d3da984f8158',
    'subzeroid/instagrapi: instagrapi/mixins @d5b72324b2b00cc0c922b4c7a631d96f42e7b88e',
    'developers.facebook.com: Instagram Platform, content publishing, comments, messages',
  ],
};
