/** Reddit: GraphQL by operation on the site, forms in the API and on the old site. */
import type { Method, Rule, Service } from '../service.ts';

/** The site's own, and the hosts of the apps, where it stands at the root. */
const graphql = /^\/(?:(?:svc\/shreddit\/)?graphql|svc\/gql)?$/i;
const input = (...names: string[]) => names.map((name) => `variables.input.${name}`);
const operation = (names: RegExp, act: Rule['act'], text: readonly string[] = []): Rule => ({
  path: graphql,
  operation: names,
  act,
  text,
});
const content = input(
  'content.markdown',
  'content.richText',
  'content.richText.document.c.t',
  'content.richText.document.c.c.t',
);
const post = [
  ...input('title', 'body', 'body.markdown', 'link.url', 'poll.options', 'poll.options.text'),
  ...content,
];
/** Of the whole site or of one community. */
const api = (path: string) => new RegExp(`^(?:/r/[^/]+)?/api/(?:${path})(?:\\.json)?$`, 'i');
/** What the newer editor writes in place of marks. */
const rich = ['richtext_json.document.c.t', 'richtext_json.document.c.c.t'];
const written: readonly Method[] = ['POST', 'PUT', 'PATCH', 'DELETE'];
const changed: readonly Method[] = ['POST', 'PUT', 'PATCH'];

export const reddit: Service = {
  id: 'reddit',
  title: 'Reddit',
  hosts: [
    '*.reddit.com',
    'reddit-uploaded-media.s3-accelerate.amazonaws.com',
    'reddit-uploaded-video.s3-accelerate.amazonaws.com',
    'reddit-subreddit-uploaded-media.s3-accelerate.amazonaws.com',
    'reddit-uploaded-emoji.s3.amazonaws.com',
    'matrix.redditspace.com',
  ],
  operation: (_, content) =>
    content.texts('operation')[0] ?? content.texts('operationName')[0] ?? null,
  rules: [
    operation(/^Create(?:Profile)?Post$/i, 'post', post),
    operation(/^Create\w*ScheduledPost$/i, 'schedule', post),
    operation(/^(?:Create|Update)\w*Draft$/i, 'upload', post),
    operation(/^CreateComment$/i, 'comment', content),
    operation(
      /^(?:Update|Edit)(?:Post|Comment)(?!Vote|\w*(?:Save|Follow|Hide)\w*State)\w*$/i,
      'edit',
      post,
    ),
    operation(/^Delete(?:Post|Comment|Draft)\w*$/i, 'delete'),
    operation(
      /^Update\w*(?:Subreddit|Profile|Community)\w*(?:Settings|Rules?|Styles|Description)$/i,
      'profile',
      input('title', 'name', 'displayName', 'description', 'publicDescription'),
    ),
    operation(/^CreateMediaUploadLease$/i, null),
    operation(
      /^(?:SendMessage|CreateModmail\w*|Create\w*ChatMessage)$/i,
      'message',
      input('subject', 'body', 'text', 'content.markdown'),
    ),
    {
      hosts: [
        'reddit-uploaded-media.s3-accelerate.amazonaws.com',
        'reddit-uploaded-video.s3-accelerate.amazonaws.com',
        'reddit-subreddit-uploaded-media.s3-accelerate.amazonaws.com',
        'reddit-uploaded-emoji.s3.amazonaws.com',
      ],
      methods: ['POST', 'PUT'],
      path: /^/,
      act: 'upload',
    },
    { path: /^\/svc\/shreddit\/\w+\/create-comment$/i, act: 'comment', text: ['content', 'text'] },
    {
      path: api('submit'),
      act: (content) => (content.has('crosspost_fullname') ? 'repost' : 'post'),
      text: ['title', 'text', 'url', ...rich],
    },
    { path: api('v1/submit\\w*'), act: 'post', text: ['title', 'text'] },
    { path: api('comment'), act: 'comment', text: ['text', ...rich] },
    { path: api('editusertext'), act: 'edit', text: ['text', ...rich] },
    { path: api('del(?:_msg)?'), act: 'delete' },
    { path: api('compose'), act: 'message', text: ['subject', 'text'] },
    {
      path: api('mod/conversations(?:/(?!read$|unread$|bulk$)\\w+)?'),
      act: 'message',
      text: ['subject', 'body'],
    },
    {
      path: api('v1/modactions/removal_(?:comment|link)_message'),
      act: 'comment',
      text: ['title', 'message'],
    },
    {
      path: /^\/_matrix\/client\/\w+\/rooms\/[^/]+\/send\/m\.room\.message\/[^/]+$/i,
      hosts: ['matrix.redditspace.com'],
      methods: ['PUT'],
      act: 'message',
      text: ['body'],
    },
    // A live thread is a place; each update in it is a post.
    { path: api('live/\\w+/update'), act: 'post', text: ['body'] },
    { path: api('live/create'), act: 'live', text: ['title', 'description', 'resources'] },
    {
      path: api('live/\\w+/(?:edit|strike_update|close_thread)'),
      act: 'edit',
      text: ['title', 'description', 'resources'],
    },
    { path: api('live/\\w+/delete_update'), act: 'delete' },
    { methods: changed, path: api('v1/drafts?'), act: 'upload', text: ['title', 'body', ...rich] },
    { methods: ['DELETE'], path: api('v1/drafts?'), act: 'delete' },
    {
      methods: written,
      path: api(
        '(?:add|update|remove)_subreddit_rule|reorder_subreddit_rules|v1/[^/]+/removal_reasons(?:/[^/]+)?|mod/notes',
      ),
      act: 'profile',
      text: ['title', 'message', 'note', 'short_name', 'description', 'violation_reason'],
    },
    { path: api('wiki/edit'), act: 'edit', text: ['content', 'reason'] },
    { path: /^\/r\/[^/]+\/(?:wiki\/settings\/.+|about\/edit)$/i, act: 'profile' },
    {
      methods: ['DELETE'],
      path: api('multi/user/[^/]+/m/[^/]+|widget/[^/]+|v1/[^/]+/emoji/[^/]+'),
      act: 'delete',
    },
    { path: api('v1/collections/delete_collection'), act: 'delete' },
    {
      methods: written,
      path: api(
        'multi/user/[^/]+/m/[^/]+/r/[^/]+|widget_order/[^/]+|v1/collections/(?:add|remove|reorder|follow)_\\w+',
      ),
      act: null,
    },
    { path: api('v1/[^/]+/emoji'), act: 'profile', text: ['name'] },
    {
      methods: changed,
      path: api(
        'multi/.*|widget(?:/[^/]+)?|v1/collections/\\w+|subreddit_stylesheet|flair\\w*|selectflair|v1/subreddit/.*|v1/structured_styles/.*|(?:delete|clear)flair\\w*|delete_sr_\\w+',
      ),
      act: 'profile',
      text: [
        'model.display_name',
        'model.description_md',
        'display_name',
        'description_md',
        'json.shortName',
        'json.text',
        'title',
        'description',
        'public_description',
        'stylesheet_contents',
        'text',
        'flair_csv',
      ],
    },
    {
      path: api('(?:submit_gallery_post|submit_poll_post)'),
      act: 'post',
      text: ['title', 'text', 'options', 'items.caption'],
    },
    {
      path: api(
        'media/asset|(?:widget_)?image_upload_s3|upload_sr_img|v1/(?:[^/]+/emoji|style)_asset_upload_s3(?:/[^/]+)?',
      ),
      act: 'upload',
    },
    {
      methods: changed,
      path: api('site_admin'),
      act: 'profile',
      text: ['title', 'public_description', 'description'],
    },
    {
      path: /^\/(?:api\/v1\/(?:access_token|authorize|revoke_token)|api\/login(?:\/.*)?|login|svc\/shreddit\/account\/\w+)$/i,
      act: 'sign-in',
    },
  ],
  harmless: [
    {
      path: graphql,
      operation:
        /^(?!Create|Edit|Delete|Send|Publish|Submit|Update\w*(?:Settings|Info\w*|Feed|Items|Listing)$)(?:Mark\w+|Get\w+|\w+(?:Query|Info\w*|ByName|ById|Items|Feed|Listing|Settings|SeenState)|Award\w+|(?:Un)?Block\w+|(?:Un)?Mute\w+|(?:Un)?Follow\w+|Report\w+|Update(?:Vote|PostVote|CommentVote|Subreddit\w*Subscription\w*|Subscription\w*|\w*Save\w*State|\w*FollowState|\w*HideState)\w*|Subscribe\w*|Vote\w*|Badge\w*|Register\w*Token)$/i,
    },
    {
      path: /^\/svc\/shreddit\/(?:events|partial|styling-overrides|update-recaptcha|data-protection\w*|graphql-noop|perfMetrics|token|interstitial\w*|left-nav\w*|notification\w*)(?:\/.*)?$/i,
    },
    {
      path: api(
        'vote|(?:un)?save|(?:un)?hide|subscribe|(?:un)?read_message|read_all_messages|mark\\w*|unmark\\w*|store_visits|morechildren|report|follow_post|jail|request_promo|v1/(?:draft_noop|gold/.*|me/(?:friends/.*|prefs))|(?:un)?friend|setpermissions|block\\w*|sendreplies|expando|info|search\\w*|(?:un)?collapse_message|mod/conversations/.*|live/\\w+/\\w+|wiki/alloweditor/\\w+|accept_moderator_invite|leave\\w+|approve|remove|distinguish|(?:un)?lock|(?:un)?spoiler|(?:un)?ignore_reports|set_\\w+|(?:un)?mute_\\w+|quarantine_\\w+|filter/.*|recommend/.*|announcements/v1/\\w+|username_available|award\\w*',
      ),
      methods: written,
    },
    { path: /^\/(?:timings\/perf|i\.gif|svc\/shreddit\/web-vitals)$/i },
    {
      path: /^\/(?:events|v1|v2|track|loid)(?:\/.*)?$/i,
      hosts: [
        'events.reddit.com',
        'e.reddit.com',
        'w3-reporting.reddit.com',
        'error-tracking.reddit.com',
        'alb.reddit.com',
      ],
    },
  ],
  evidence: [
    'praw-dev/praw: praw/endpoints.py, tests/integration/cassettes @7b69758126d5a105ab7083ee49a3f6f400963ca9',
    '/svc/shreddit/graphql with operation, variables and csrf_token: seen in public clients',
  ],
};
