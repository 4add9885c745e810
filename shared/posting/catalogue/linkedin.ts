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
  'specificContent.*.shareCommentary.text',
];
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
      text: shareText,
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
      act: shareAct,
      text: shareText,
    },
    { path: voyager('voyagerFeedDashReposts.*'), act: 'repost' },
    { path: voyager('graphql'), operation: /FeedDashReposts/i, act: 'repost' },
    {
      path: voyager('graphql'),
      operation: /SocialDashNormComments/i,
      act: 'comment',
      text: ['variables.comment.commentary.text', 'variables.entity.commentary.text'],
    },
    { methods: ['DELETE'], path: voyager('voyagerSocialDashNormComments(?:.*)'), act: 'delete' },
    {
      methods: ['POST', 'PUT'],
      path: voyager('(?:voyagerSocialDashNormComments|feed/comments|feed/normComments)(?:.*)'),
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
      act: 'message',
      text: ['message.body.text'],
    },
    { path: voyager('voyager(?:Video|Media)DashMediaUploadMetadata(?:.*)'), act: null },
    {
      path: voyager(
        '(?:identity/profiles/.*|voyagerIdentityDashProfiles.*|identity/normProfiles.*)',
      ),
      act: 'profile',
    },
    { methods: ['POST', 'PUT'], path: /^\/dms-uploads(?:\/.*)?$/i, act: 'upload', isFile: true },
    { path: /^\/(?:v2\/ugcPosts|v2\/shares|rest\/posts)$/i, act: shareAct, text: shareText },
    { path: /^\/(?:v2\/ugcPosts|v2\/shares|rest\/posts)\/.+$/i, act: 'edit', text: shareText },
    {
      methods: ['DELETE'],
      path: /^\/(?:v2\/ugcPosts|v2\/shares|rest\/posts)\/.+$/i,
      act: 'delete',
    },
    {
      path: /^\/(?:v2|rest)\/socialActions\/[^/]+\/comments$/i,
      act: 'comment',
      text: ['message.text'],
    },
    { path: /^\/(?:uas\/|checkpoint\/|oauth\/v2\/).*$/i, act: 'sign-in' },
  ],
  harmless: [
    {
      path: /^\/(?:li\/track|sensorCollect|litms|csp|tscp-serving|security|mob|realtime|platform-telemetry|cap)(?:\/.*)?$/i,
    },
    {
      path: voyager(
        '(?:feed/(?:reactions|follows|likes|updates)|voyagerSocialDashReactions|voyagerFeedDash\\w*|voyagerRelationshipsDash\\w*|voyagerLaunchpad\\w*|voyagerLegoDash\\w*|legoWidgetImpressionEvents|relationships|growth|messaging/(?:badge|presence\\w*|conversations/[^/]+(?:/(?:read|typing))?)|voyagerMessagingDashMessaging(?:Badge|Settings)|voyagerNotificationsDash\\w*|jobs|search|typeahead|me|psettings|configuration|lixTreatments)(?:[/?].*)?',
      ),
    },
    {
      path: /^\/(?:voyager\/api\/)?graphql$/i,
      operation:
        /Query|^voyager(?:Identity|Feed|Search|Jobs|Relationships|Notifications|Organization)Dash\w*\./i,
    },
  ],
  evidence: [
    'tomquirk/linkedin-api: linkedin_api/linkedin.py @eeeab320733f9bb1b4a57a4a579ff59db3080390',
    'voyager contentcreation/normShares, voyagerSocialDashNormComments: seen in public clients',
    'learn.microsoft.com: LinkedIn Posts API, UGC Post API',
  ],
};
