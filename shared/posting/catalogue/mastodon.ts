/** Mastodon and what speaks its API, on any host. Rails reads a method override. */
import type { Content } from '../content/content.ts';
import type { Act, Service } from '../service.ts';

const text = ['status', 'spoiler_text', 'poll.options', 'media_attributes.description'];
const attachments = ['media_ids'];
const profileText = [
  'display_name',
  'note',
  'fields_attributes.name',
  'fields_attributes.value',
  'fields_attributes.*.name',
  'fields_attributes.*.value',
];

const statusAct = (content: Content): Act => {
  if (content.has('scheduled_at')) return 'schedule';
  if (content.has('visibility') && content.texts('visibility')[0] === 'direct') return 'message';
  if (content.has('in_reply_to_id')) return 'reply';
  return content.has('quoted_status_id') || content.has('quote_id') ? 'quote' : 'post';
};

export const mastodon: Service = {
  id: 'mastodon',
  title: 'Mastodon',
  hosts: [
    'mastodon.social',
    'mastodon.online',
    'mstdn.jp',
    'mstdn.social',
    'fedibird.com',
    'mastodon.cloud',
    'mastodon-japan.net',
    'mas.to',
  ],
  shape:
    /^\/api\/v\d\/(?:statuses(?:\/|\?|$)|scheduled_statuses(?:\/|$)|media(?:\/|\?|$)|timelines\/|accounts\/(?:update_credentials|verify_credentials|relationships)|polls\/\d|markers$|instance$|pleroma\/|profile\/(?:avatar|header)$)/i,
  overrides: 'post',
  rules: [
    { path: /^\/api\/v\d\/statuses$/i, act: statusAct, text, attachments },
    {
      methods: ['PUT', 'PATCH'],
      path: /^\/api\/v\d\/statuses\/\w+$/i,
      act: 'edit',
      text,
      attachments,
    },
    {
      methods: ['DELETE'],
      path: /^\/api\/v\d\/(?:statuses|scheduled_statuses)\/\w+$/i,
      act: 'delete',
    },
    { path: /^\/api\/v\d\/statuses\/\w+\/reblog$/i, act: 'repost' },
    { path: /^\/api\/v\d\/statuses\/\w+\/unreblog$/i, act: 'delete' },
    { methods: ['PUT', 'PATCH'], path: /^\/api\/v1\/scheduled_statuses\/\w+$/i, act: 'schedule' },
    { path: /^\/api\/v\d\/media$/i, act: 'upload', text: ['description'] },
    {
      methods: ['PUT', 'PATCH'],
      path: /^\/api\/v\d\/media\/\w+$/i,
      act: 'upload',
      text: ['description'],
    },
    {
      methods: ['PATCH', 'POST'],
      path: /^\/api\/v1\/accounts\/update_credentials$/i,
      act: 'profile',
      text: profileText,
    },
    {
      methods: ['PUT', 'PATCH'],
      path: /^\/api\/v1\/profile$/i,
      act: 'profile',
      text: profileText,
    },
    { methods: ['DELETE'], path: /^\/api\/v1\/profile\/(?:avatar|header)$/i, act: 'profile' },
    {
      methods: ['PUT', 'PATCH'],
      path: /^\/settings\/profile$/i,
      act: 'profile',
      text: ['account.display_name', 'account.note'],
    },
    // Pleroma and Akkoma.
    { path: /^\/api\/v1\/pleroma\/chats\/\w+\/messages$/i, act: 'message', text: ['content'] },
    { methods: ['PATCH', 'PUT'], path: /^\/api\/v1\/pleroma\/mascot$/i, act: 'profile' },
    {
      methods: ['POST', 'PUT', 'PATCH'],
      path: /^\/api\/v\d(?:_alpha)?\/collections(?:\/\w+)?$/i,
      act: 'profile',
      text: ['name', 'description'],
    },
    { path: /^\/api\/v1\/accounts\/\w+\/note$/i, act: null },
    { path: /^\/api\/v1\/accounts$/i, act: 'sign-in' },
    {
      methods: ['POST', 'DELETE'],
      path: /^\/(?:oauth\/(?:token|revoke|authorize)|auth(?:\/(?:sign_in|sign_out|password|confirmation))?)$/i,
      act: 'sign-in',
    },
  ],
  harmless: [
    { path: /^\/api\/v\d\/statuses\/\w+\/(?:un)?(?:favourite|bookmark|mute|pin)$/i },
    { path: /^\/api\/v\d\/statuses\/\w+\/(?:translate|interaction_policy|(?:un)?react\/[^/]+)$/i },
    {
      path: /^\/api\/v\d\/statuses\/\w+\/emoji_reactions\/[^/]+$/i,
      methods: ['PUT', 'POST', 'DELETE'],
    },
    { path: /^\/api\/v\d\/statuses\/\w+\/quotes\/\w+\/revoke$/i },
    {
      path: /^\/api\/v1\/pleroma\/(?:statuses\/\w+\/reactions\/[^/]+|chats\/\w+\/read|chats\/by-account-id\/\w+|notifications\/read|conversations\/\w+(?:\/read)?)$/i,
    },
    { path: /^\/api\/v\d\/media\/\w+$/i, methods: ['DELETE'] },
    {
      path: /^\/api\/v\d\/(?:markers|push|follow_requests|notifications|conversations|filters|lists|featured_tags|tags|domain_blocks|preferences|reports|apps|polls|suggestions|announcements|emails|admin|custom_emojis)(?:\/.*)?$/i,
    },
    { path: /^\/api\/(?:web|v1_alpha)\/.*$/i },
    {
      path: /^\/api\/v1\/accounts\/\w+\/(?:follow|unfollow|block|unblock|mute|unmute|pin|unpin|endorse|unendorse|remove_from_followers)$/i,
    },
    // Readings, whatever their method.
    {
      path: /^\/api\/v\d\/(?:timelines|streaming|instance|search|trends|directory|favourites|bookmarks|blocks|mutes|endorsements|followed_tags|accounts\/(?:search|lookup|verify_credentials|relationships|familiar_followers|\w+\/(?:statuses|followers|following|lists|featured_tags))|statuses\/\w+\/(?:context|card|history|source|reblogged_by|favourited_by))(?:\/.*)?$/i,
    },
  ],
  harmlessMessage: (content) =>
    content.has('stream') && content.texts('type').some((type) => /^(?:un)?subscribe$/.test(type)),
  evidence: [
    'docs.joinmastodon.org: methods/streaming, WebSocket',
    'mastodon/documentation: content/en/methods/{statuses,media,scheduled_statuses,accounts}.md',
    'Rack::MethodOverride (Rails): _method and X-HTTP-Method-Override',
  ],
};
