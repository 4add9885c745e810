/** LinkedIn: the site's own API (voyager) and the public one. */
import type { Content } from '../content/content.ts';
import type { Act, Service } from '../service.ts';

const voyager = (path: string) => new RegExp(`^/voyager/api/${path}$`, 'i');
const shareText = [
  'commentaryV2.text',
  'commentary.text',
  'commentary',
  'variables.post.commentary.text',
  'patch.$set.commentary.text',
  'patch.$set.commentary',
  'specificContent.*.shareCommentary.text',
  'patch.specificContent.*.$set.shareCommentary.text',
  'text.text',
];
/** What stands beside it: articles, polls. */
const besides = [
  'subject',
  'content.title',
  'content.description',
  'content.article.title',
  'content.article.description',
  'content.media.title',
  'content.media.altText',
  'content.poll.question',
  'content.poll.options.text',
  'specificContent.*.media.title.text',
  'specificContent.*.media.description.text',
];
const api = (path: string) => new RegExp(`^/(?:v2|rest)/${path}$`, 'i');
const isDeletion = (content: Content) =>
  content.has('variables.resourceKey') && !shareText.some(content.has);
const shareAct = (content: Content): Act => {
  const state = content.texts('postState')[0] ?? content.texts('lifecycleState')[0];
  if (state === 'SCHEDULED') return 'schedule';
  if (state === 'DRAFT') return 'upload';
  const shares = [
    'resharedShareUrn',
    'resharedUpdateUrn',
    'reshareContext',
    'variables.post.resharedUpdateUrn',
  ];
  if (!shares.some((path) => content.has(path))) return 'post';
  return shareText.some((path) => content.has(path)) ? 'quote' : 'repost';
};

export const linkedin: Service = {
  id: 'linkedin',
  title: 'LinkedIn',
  hosts: ['*.linkedin.com'],
  operation: (path, content) =>
    /\/graphql$/i.test(path)
      ? (content.texts('queryId')[0] ??
        content.texts('?queryId')[0] ??
        content.texts('?action')[0] ??
        null)
      : null,
  account: ['author', 'actor', 'containerEntity'],
  rules: [
    {
      path: voyager('contentcreation/normShares'),
      act: shareAct,
      text: [...shareText, 'media.altText', 'media.title'],
      attachments: ['media.mediaUrn', 'media.*.mediaUrn'],
    },
    {
      methods: ['POST', 'PUT', 'PATCH'],
      path: voyager('contentcreation/normShares/.+'),
      act: 'edit',
      text: shareText,
    },
    { methods: ['DELETE'], path: voyager('contentcreation/normShares(?:/.*)?'), act: 'delete' },
    {
      path: voyager('graphql'),
      operation: /ContentcreationDashShares/i,
      act: (content): Act => (isDeletion(content) ? 'delete' : shareAct(content)),
      text: shareText,
    },
    { path: voyager('voyagerContentcreationDashShares'), act: shareAct, text: shareText },
    {
      path: voyager('publishing/firstPartyArticles(?:/.*)?'),
      act: 'post',
      format: 'html',
      text: ['title', 'contentHtml'],
    },
    { path: voyager('voyagerFeedDashReposts.*'), act: 'repost' },
    { path: voyager('graphql'), operation: /FeedDashReposts/i, act: 'repost' },
    {
      path: voyager('graphql'),
      operation: /SocialDash(?:Norm)?Comments/i,
      act: 'comment',
      text: ['variables.comment.commentary.text', 'variables.entity.commentary.text'],
    },
    {
      methods: ['DELETE'],
      path: voyager('voyagerSocialDash(?:Norm)?Comments(?:.*)'),
      act: 'delete',
    },
    {
      path: voyager('(?:voyagerSocialDash(?:Norm)?Comments|feed/(?:norm)?comments)/.+'),
      when: (content) => content.has('patch'),
      act: 'edit',
      text: [
        'patch.$set.commentary.text',
        'patch.commentary.$set.text',
        'patch.$set.commentaryV2.text',
      ],
    },
    {
      methods: ['POST', 'PUT'],
      path: voyager('(?:voyagerSocialDash(?:Norm)?Comments|feed/comments|feed/normComments)(?:.*)'),
      act: 'comment',
      text: ['commentary.text', 'commentaryV2.text', 'comment.values.value'],
    },
    {
      path: voyager('messaging/conversations(?:/[^/]+/events)?'),
      act: 'message',
      text: [
        'eventCreate.value.*.attributedBody.text',
        'conversationCreate.eventCreate.value.*.attributedBody.text',
        'eventCreate.value.*.body',
      ],
    },
    {
      path: voyager('voyagerMessagingDashMessengerMessages(?:.*)'),
      act: (content): Act | null => {
        const [action = ''] = content.texts('?action');
        return /react/i.test(action) ? null : /recall|delete/i.test(action) ? 'delete' : 'message';
      },
      text: ['message.body.text'],
    },
    {
      // An invitation with a word of its own.
      path: voyager(
        '(?:growth/normInvitations|voyagerRelationshipsDashMemberRelationships|relationships/.*)',
      ),
      when: (content) => content.has('message') || content.has('customMessage'),
      act: 'message',
      text: ['message', 'customMessage'],
    },
    { path: voyager('identity/profiles/[^/]+/(?:profileActions|normConnections)'), act: null },
    { path: voyager('voyager(?:Video|Media)DashMediaUploadMetadata(?:.*)'), act: null },
    {
      path: voyager(
        '(?:identity/profiles/.*|voyagerIdentityDashProfiles.*|identity/normProfiles.*)',
      ),
      act: 'profile',
      text: ['patch.$set.headline', 'patch.$set.summary', 'headline', 'summary'],
    },
    {
      methods: ['POST', 'PUT'],
      path: /^\/(?:dms-uploads|mediaUpload)(?:\/.*)?$/i,
      act: 'upload',
      isFile: true,
    },
    { path: api('(?:assets|images|videos|documents)(?:/.*)?'), act: 'upload' },
    { path: api('messages'), act: 'message', text: ['subject', 'body'] },
    { path: api('(?:ugcPosts|shares|posts)'), act: shareAct, text: [...shareText, ...besides] },
    { path: api('(?:ugcPosts|shares|posts)/.+'), act: 'edit', text: [...shareText, ...besides] },
    {
      methods: ['DELETE'],
      path: api('(?:(?:ugcPosts|shares|posts)/.+|socialActions/[^/]+/comments/[^/]+)'),
      act: 'delete',
    },
    {
      path: api('socialActions/[^/]+/comments'),
      act: 'comment',
      text: ['message.text'],
    },
    {
      path: api('socialActions/[^/]+/comments/[^/]+'),
      act: 'edit',
      text: ['patch.message.$set.text', 'message.text'],
    },
    { path: /^\/(?:uas\/|checkpoint\/|oauth\/v2\/).*$/i, act: 'sign-in' },
  ],
  harmless: [
    {
      path: /^\/(?:li\/track|sensorCollect|litms|csp|tscp-serving|security|mob|realtime|platform-telemetry|cap)(?:\/.*)?$/i,
    },
    {
      path: voyager(
        '(?:feed/(?:reactions|follows|likes|updates)|voyagerSocialDashReactions|voyagerFeedDash\\w*|voyagerRelationshipsDash\\w*|voyagerLaunchpad\\w*|voyagerLegoDash\\w*|legoWidgetImpressionEvents|relationships|growth|messaging/(?:badge|presence\\w*|conversations/[^/]+(?:/(?:read|typing))?)|voyagerMessagingDash(?:Messaging(?:Badge|Settings)|Messenger(?:Conversations|MessageDelivery)\\w*|\\w*(?:Seen|Presence)\\w*)|voyagerGlobalAlerts|voyagerSegmentsDash\\w*|voyagerDashMySettings|voyagerOnboarding\\w*|li/track|voyagerNotificationsDash\\w*|jobs|search|typeahead|me|psettings|configuration|lixTreatments)(?:[/?].*)?',
      ),
    },
    {
      path: /^\/(?:voyager\/api\/)?graphql$/i,
      operation:
        /Query|^voyager(?:Identity|Feed|Search|Jobs|Relationships|Notifications|Organization|SocialDashReactions|MessagingDashMessenger(?:Conversations|Mailbox)|Premium|Growth|Lego|Groups|Events)\w*\./i,
    },
    {
      path: api(
        '(?:socialActions/[^/]+/likes(?:/.*)?|reactions(?:/.*)?|socialMetadata/.*|eventSubscriptions.*)',
      ),
      methods: ['POST', 'PUT', 'DELETE'],
    },
    // Readings, whatever their method, and what the pages tell.
    {
      path: voyager(
        '(?:voyagerSearchDash|voyagerJobsDash|entities|organization|mynetwork|messaging/dash|voyagerDashTracking|voyagerMessagingDashConversationNudges)[\\w/]*',
      ),
      when: (content) => !shareText.some(content.has),
    },
    { path: /^\/(?:lite\/[\w-]*track|lix)(?:\/.*)?$/i },
    { path: /^/, hosts: ['px.ads.linkedin.com'] },
    { path: /^\/voyager\/api\/graphql$/i, operation: /^messenger(?:Conversations|Messages)\b/i },
  ],
  evidence: [
    'tomquirk/linkedin-api: linkedin_api/linkedin.py @eeeab320733f9bb1b4a57a4a579ff59db3080390',
    'voyager contentcreation/normShares, voyagerSocialDashNormComments: seen in public clients',
    'learn.microsoft.com: LinkedIn Posts API, UGC Post API',
  ],
};
