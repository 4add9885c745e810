/** Reddit: GraphQL by operation on the site, forms in the API and on the old site. */
import type { Rule, Service } from '../service.ts';

const graphql = /^\/(?:svc\/shreddit\/graphql|graphql|svc\/gql)$/i;
const input = (...names: string[]) => names.map((name) => `variables.input.${name}`);
const operation = (names: RegExp, act: Rule['act'], text: readonly string[] = []): Rule => ({
  path: graphql,
  operation: names,
  act,
  text,
});
const post = input('title', 'content.markdown', 'content.richText', 'body', 'link.url');
const api = (path: string) => new RegExp(`^/api/${path}(?:\\.json)?$`, 'i');

export const reddit: Service = {
  id: 'reddit',
  title: 'Reddit',
  hosts: [
    '*.reddit.com',
    'reddit-uploaded-media.s3-accelerate.amazonaws.com',
    'reddit-uploaded-video.s3-accelerate.amazonaws.com',
  ],
  operation: (_, content) =>
    content.texts('operation')[0] ?? content.texts('operationName')[0] ?? null,
  rules: [
    operation(/^Create(?:Profile)?Post$/i, 'post', post),
    operation(/^Create\w*ScheduledPost$/i, 'schedule', post),
    operation(/^(?:Create|Update)\w*Draft$/i, 'upload', post),
    operation(/^CreateComment$/i, 'comment', input('content.markdown', 'content.richText')),
    operation(/^(?:Update|Edit)(?:Post|Comment)\w*$/i, 'edit', post),
    operation(/^Delete(?:Post|Comment|Draft)\w*$/i, 'delete'),
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
      ],
      methods: ['POST', 'PUT'],
      path: /^/,
      act: 'upload',
    },
    { path: /^\/svc\/shreddit\/\w+\/create-comment$/i, act: 'comment', text: ['content', 'text'] },
    {
      path: api('submit'),
      act: (content) => (content.has('crosspost_fullname') ? 'repost' : 'post'),
      text: ['title', 'text', 'url'],
    },
    { path: api('v1/submit\\w*'), act: 'post', text: ['title', 'text'] },
    { path: api('comment'), act: 'comment', text: ['text'] },
    { path: api('editusertext'), act: 'edit', text: ['text'] },
    { path: api('del(?:_msg)?'), act: 'delete' },
    { path: api('compose'), act: 'message', text: ['subject', 'text'] },
    {
      path: api('(?:submit_gallery_post|submit_poll_post)'),
      act: 'post',
      text: ['title', 'text', 'options', 'items.caption'],
    },
    { path: api('media/asset|image_upload_s3|upload_sr_img'), act: 'upload' },
    {
      path: api('(?:site_admin|v1/me/prefs|widget.*)'),
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
        /^(?:Mark\w+|Get\w+|\w+Query|Update(?:Vote|PostVote|CommentVote|Subreddit\w*Subscription\w*|Subscription\w*|\w*Save\w*State|\w*FollowState|\w*HideState)\w*|Subscribe\w*|Vote\w*|Badge\w*|Register\w*Token)$/i,
    },
    {
      path: /^\/svc\/shreddit\/(?:events|partial|styling-overrides|update-recaptcha|data-protection\w*|graphql-noop|perfMetrics|token|interstitial\w*|left-nav\w*|notification\w*)(?:\/.*)?$/i,
    },
    {
      path: api(
        '(?:vote|save|unsave|hide|unhide|subscribe|read_message|read_all_messages|mark\\w*|store_visits|morechildren|report|follow_post|jail|request_promo|v1/(?:draft_noop|gold/.*)|friend|unfriend|block\\w*|sendreplies|expando|info|search\\w*|collapse_message)',
      ),
    },
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
    'praw-dev/praw: tests/integration/cassettes @7b69758126d5a105ab7083ee49a3f6f400963ca9',
    '/svc/shreddit/graphql with operation, variables and csrf_token: seen in public clients',
  ],
};
