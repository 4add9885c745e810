/** Mastodon and what speaks its API, on any host. Rails reads a method override. */
import type { Content } from '../content/content.ts';
import type { Act, Service } from '../service.ts';

/** Lists of a form are spelt `media_ids[]`. */
const text = [
  'status',
  'spoiler_text',
  'poll.options',
  'poll[options][]',
  'media_attributes.description',
  'media_attributes[][description]',
];
const attachments = ['media_ids', 'media_ids[]'];

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
    /^\/api\/v\d\/(?:statuses(?:\/|\?|$)|scheduled_statuses(?:\/|$)|media(?:\/|\?|$)|timelines\/|accounts\/(?:update_credentials|verify_credentials|relationships)|polls\/\d|markers$|instance$|pleroma\/)/i,
  overrides: true,
  rules: [
    { path: /^\/api\/v1\/statuses$/i, act: statusAct, text, attachments },
    {
      methods: ['PUT', 'PATCH'],
      path: /^\/api\/v1\/statuses\/\w+$/i,
      act: 'edit',
      text,
      attachments,
    },
    {
      methods: ['DELETE'],
      path: /^\/api\/v1\/(?:statuses|scheduled_statuses)\/\w+$/i,
      act: 'delete',
    },
    { path: /^\/api\/v1\/statuses\/\w+\/reblog$/i, act: 'repost' },
    { path: /^\/api\/v1\/statuses\/\w+\/unreblog$/i, act: 'delete' },
    { methods: ['PUT', 'PATCH'], path: /^\/api\/v1\/scheduled_statuses\/\w+$/i, act: 'schedule' },
    { path: /^\/api\/v[12]\/media$/i, act: 'upload', text: ['description'] },
    {
      methods: ['PUT', 'PATCH'],
      path: /^\/api\/v1\/media\/\w+$/i,
      act: 'upload',
      text: ['description'],
    },
    {
      methods: ['PATCH', 'POST'],
      path: /^\/api\/v1\/accounts\/update_credentials$/i,
      act: 'profile',
      text: ['display_name', 'note', 'fields_attributes.*.name', 'fields_attributes.*.value'],
    },
    {
      methods: ['PUT', 'PATCH'],
      path: /^\/api\/v1\/profile$/i,
      act: 'profile',
      text: ['display_name', 'note', 'fields_attributes.*.name', 'fields_attributes.*.value'],
    },
    { methods: ['DELETE'], path: /^\/api\/v1\/profile\/(?:avatar|header)$/i, act: 'profile' },
    {
      methods: ['PUT', 'PATCH'],
      path: /^\/settings\/profile$/i,
      act: 'profile',
      text: ['account[display_name]', 'account[note]'],
    },
    // Pleroma and Akkoma.
    { path: /^\/api\/v1\/pleroma\/chats\/\w+\/messages$/i, act: 'message', text: ['content'] },
    { path: /^\/api\/v1\/accounts\/\w+\/note$/i, act: null },
    { path: /^\/api\/v1\/accounts$/i, act: 'sign-in' },
    { path: /^\/(?:oauth\/(?:token|revoke|authorize)|auth\/sign_in)$/i, act: 'sign-in' },
  ],
  harmless: [
    { path: /^\/api\/v1\/statuses\/\w+\/(?:un)?(?:favourite|bookmark|mute|pin)$/i },
    { path: /^\/api\/v1\/statuses\/\w+\/(?:translate|interaction_policy)$/i },
    { path: /^\/api\/v1\/statuses\/\w+\/quotes\/\w+\/revoke$/i },
    {
      path: /^\/api\/v1\/pleroma\/(?:statuses\/\w+\/reactions\/[^/]+|chats\/\w+\/read|conversations\/\w+(?:\/read)?)$/i,
    },
    { path: /^\/api\/v1\/media\/\w+$/i, methods: ['DELETE'] },
    {
      path: /^\/api\/v\d\/(?:markers|push|follow_requests|notifications|conversations|filters|lists|featured_tags|tags|domain_blocks|preferences|reports|apps|polls|suggestions|announcements|emails)(?:\/.*)?$/i,
    },
    { path: /^\/api\/(?:web|v1_alpha)\/.*$/i },
    {
      path: /^\/api\/v1\/accounts\/\w+\/(?:follow|unfollow|block|unblock|mute|unmute|pin|unpin|endorse|unendorse|remove_from_followers)$/i,
    },
  ],
  evidence: [
    'mastodon/documentation: content/en/methods/{statuses,media,scheduled_statuses,accounts}.md',
    'Rack::MethodOverride (Rails): _method and X-HTTP-Method-Override',
  ],
};
