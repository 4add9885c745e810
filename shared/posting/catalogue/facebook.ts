/** Facebook. The web app calls GraphQL by a friendly name in the form; the document ids change, the names stay. */
import type { Content } from '../content/content.ts';
import { graphApi } from '../facebook/graph-api.ts';
import { friendlyName, isReadingById } from '../facebook/graphql.ts';
import type { Act, Rule, Service } from '../service.ts';

const graphql = /^\/(?:api\/)?graphql(?:batch)?$/i;
const text = [
  'variables.input.message.text',
  'variables.message.text',
  'variables.input.text',
  'variables.text',
  'variables.input.title',
  'variables.input.name',
  'variables.input.bio',
  'variables.input.description.text',
  'variables.input.description',
  'variables.input.data.common.title',
  'variables.input.data.common.description.text',
];
const attachments = [
  'variables.input.attachments.photo.id',
  'variables.input.attachments.video.id',
];

const operation = (names: RegExp, act: Rule['act']): Rule => ({
  path: graphql,
  operation: names,
  act,
  text,
  attachments,
});

const composerAct = (content: Content): Act => {
  const unpublished = content.texts(
    'variables.input.unpublished_content_data.unpublished_content_type',
  )[0];
  if (unpublished === 'SCHEDULED') return 'schedule';
  if (unpublished === 'DRAFT') return 'upload';
  return content.has('variables.input.attachments.link.share_scrape_data') ? 'quote' : 'post';
};
const messageAct = (content: Content): Act => {
  if (content.has('variables.input.feedback_id')) return 'comment';
  return content.has('variables.input.story_id') ? 'edit' : composerAct(content);
};
export const facebook: Service = {
  id: 'facebook',
  title: 'Facebook',
  hosts: ['*.facebook.com', '*.messenger.com'],
  operation: (_, content, headers) => friendlyName(content, headers),
  account: ['variables.input.actor_id', 'av'],
  rules: [
    operation(/^(?:useStories|Stories)\w*(?:Create|Publish)Mutation$/i, 'story'),
    operation(/^(?:use)?(?:\w*Composer)(?:\w*)(?:Create|Creation|Publish)Mutation$/i, composerAct),
    operation(/Composer\w*EditMutation$/i, 'edit'),
    operation(/^(?:EventComet|\w*Event)Create\w*Mutation$|Listing\w*Create\w*Mutation$/i, 'post'),
    operation(/Create(?:\w*)Comment\w*Mutation$|CommentCreate\w*Mutation$/i, 'comment'),
    operation(/Edit\w*CommentMutation$|CommentEdit\w*Mutation$/i, 'edit'),
    operation(
      /(?:Trash|Delete)\w*(?:Post|Story|Stories|Comment|Photo|Video|Media|Album|Event)\w*Mutation$|(?:Post|Story|Stories|Comment|Photo|Video|Media|Album|Event)s?(?:Trash|Delete)\w*Mutation$/i,
      'delete',
    ),
    operation(/(?:ShareNow|Reshare|ShareToFeed|SharePost)\w*Mutation$/i, 'repost'),
    operation(/(?:LiveVideo|LiveProducer)\w*(?:Create|Start|GoLive)\w*Mutation$/i, 'live'),
    operation(
      /(?:SendMessage|MessageSend|MessengerSend|LSPlatformGraphQLSend)\w*Mutation$/i,
      'message',
    ),
    operation(
      /(?:Profile|PageSettings|CoverPhoto|Bio|AboutSection)\w*(?:Edit|Update|Save|Set)\w*Mutation$/i,
      'profile',
    ),
    {
      path: graphql,
      // A renamed operation: what it carries tells.
      when: (content) =>
        content.has('variables.input.message.text') && !/Query$/i.test(friendlyName(content) ?? ''),
      act: messageAct,
      text,
      attachments,
    },
    {
      path: /^\/(?:messag(?:es|ing)\/send|ajax\/mercury\/send_messages)(?:\.php)?$/i,
      act: 'message',
      text: ['body'],
    },
    // The site for old telephones.
    {
      path: /^\/(?:composer\/mbasic|a\/home\.php|ajax\/updatestatus\.php|a\/group\/post\/add)$/i,
      act: 'post',
      text: ['xc_message', 'status', 'xhpc_message_text', 'xhpc_message', 'message'],
    },
    {
      path: /^\/(?:a|ajax\/ufi)\/(?:add_)?comment\.php$/i,
      act: 'comment',
      text: ['comment_text'],
    },
    { path: /^\/(?:login|login\.php|login\/.*|checkpoint\/.*|auth\/login\/.*)$/i, act: 'sign-in' },
    {
      hosts: [
        'upload.facebook.com',
        'rupload.facebook.com',
        '*.up.facebook.com',
        'vupload.facebook.com',
        'vupload-edge.facebook.com',
        'vupload2.facebook.com',
        'upload.messenger.com',
        'www.messenger.com',
        'upload-business.facebook.com',
        'www.facebook.com',
        'business.facebook.com',
      ],
      path: /^\/(?:ajax\/(?:react_composer|video|mercury\/upload|photos|upload)|fb_video|fb_photo|rupload|ajax\/video\/upload|video-upload)(?:[/.].*)?$/i,
      act: 'upload',
      isFile: true,
    },
    ...graphApi,
  ],
  harmless: [
    {
      path: graphql,
      operation: /Query$|Subscription$/i,
      when: (content) => !content.has('variables.input.message'),
    },
    {
      path: graphql,
      operation:
        /(?:Feedback(?:React|Like)|Page(?:Un)?Like|ScreenTime|UFIFeedbackReact|Seen|Badge|Logging|Telemetry|Impression|Viewed|MarkRead|Presence|Typing|Follow|Unfollow|Save|Unsave|FriendRequest|Notification|Dismiss|Hide|JoinForum|Unfriend|Blacklist|Report\w*|Logger_|Poll\w*Vote|VoteOnPoll|InviteFriends|ApprovePending|PendingPostsApprove|GroupJoin|GroupLeave|SwitchProfile|ProfileSwitch|ActivityStatus|BlockUser|ScreenTimeLogger_sync|Rsvp|SearchHistory|RecentSearch)\w*Mutation$/i,
      when: (content) => !content.has('variables.input.message'),
    },
    { path: graphql, when: isReadingById },
    { path: /^\/api\/graphqlbatch$/i },
    {
      path: /^\/(?:ajax\/(?:bz|bnzai|bulk-route-definitions|route-definition|webstorage|qm|error|navigation|relay-ef|bootloader-endpoint|haste-response|mercury\/(?:delivery_receipts|change_read_status|mark_\w+|thread\w+)|messaging\/typ|browse|settings|chat|typeahead|pagelet|timezone|dtsg|presence|notifications)|common\/|a\/(?:bz|timeline)|video\/unified_cvc|device_signals|ajax\/home\/|tr|sw|cookie|platform\/plugin|x\/|security\/|data\/manifest|privacy_sandbox)/i,
    },
  ],
  evidence: [
    'ComposerStoryCreateMutation, ComposerStoryEditMutation, useCometUFICreateCommentMutation, useCometTrashPostMutation, StoriesCreateMutation: friendly names seen in public code',
    'developers.facebook.com: Graph API, Page feed, comments, photos, videos, reels, stories, Messenger, batch requests',
  ],
};
