/** Facebook. The web app calls GraphQL by a friendly name in the form; the document ids change, the names stay. */
import type { Content } from '../content/content.ts';
import type { Act, Rule, Service } from '../service.ts';

const graphql = /^\/(?:api\/)?graphql$/i;
const text = [
  'variables.input.message.text',
  'variables.message.text',
  'variables.input.text',
  'variables.text',
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
const friendlyName = (content: Content): string | null =>
  content.texts('fb_api_req_friendly_name')[0] ??
  content.texts('?fb_api_req_friendly_name')[0] ??
  null;
const graphAct = (content: Content): Act | null => {
  if (content.texts('method')[0]?.toLowerCase() === 'delete') return 'delete';
  if (content.has('scheduled_publish_time')) return 'schedule';
  return content.texts('published')[0] === 'false' ? 'upload' : 'post';
};

const node = '/(?:v[\\d.]+/)?[\\w.]+';

export const facebook: Service = {
  id: 'facebook',
  title: 'Facebook',
  hosts: ['*.facebook.com'],
  operation: (_, content) => friendlyName(content),
  account: ['variables.input.actor_id', 'av'],
  rules: [
    operation(
      /^Composer(?:Story|Post)?CreateMutation$|^useComposer\w*CreateMutation$/i,
      composerAct,
    ),
    operation(/Composer\w*EditMutation$/i, 'edit'),
    operation(/Create(?:\w*)Comment\w*Mutation$|CommentCreate\w*Mutation$/i, 'comment'),
    operation(/Edit\w*CommentMutation$|CommentEdit\w*Mutation$/i, 'edit'),
    operation(/(?:Trash|Delete)\w*(?:Post|Story|Comment|Photo|Video)\w*Mutation$/i, 'delete'),
    operation(/^(?:useStories|Stories)\w*CreateMutation$/i, 'story'),
    operation(/(?:ShareNow|Reshare|ShareToFeed)\w*Mutation$/i, 'repost'),
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
      path: /^\/(?:messages\/send|ajax\/mercury\/send_messages)(?:\.php)?$/i,
      act: 'message',
      text: ['body'],
    },
    { path: /^\/(?:login|login\.php|login\/.*|checkpoint\/.*|auth\/login\/.*)$/i, act: 'sign-in' },
    {
      hosts: [
        'upload.facebook.com',
        'rupload.facebook.com',
        '*.up.facebook.com',
        'vupload.facebook.com',
        'vupload-edge.facebook.com',
        'upload-business.facebook.com',
        'www.facebook.com',
        'business.facebook.com',
      ],
      path: /^\/(?:ajax\/(?:react_composer|video|mercury\/upload|photos|upload)|fb_video|fb_photo|rupload|ajax\/video\/upload)(?:\/.*)?$/i,
      act: 'upload',
      isFile: true,
    },
    {
      hosts: ['graph.facebook.com', 'graph-video.facebook.com'],
      path: new RegExp(`^${node}/comments$`, 'i'),
      act: 'comment',
      text: ['message', '?message'],
    },
    {
      hosts: ['graph.facebook.com', 'graph-video.facebook.com'],
      path: new RegExp(
        `^${node}/(?:feed|photos|videos|video_reels|photo_stories|video_stories|live_videos)$`,
        'i',
      ),
      act: graphAct,
      text: ['message', 'caption', 'title', 'description', '?message', '?caption'],
      attachments: ['attached_media.media_fbid'],
    },
    {
      hosts: ['graph.facebook.com'],
      path: new RegExp(`^${node}/messages$`, 'i'),
      act: 'message',
      text: ['message.text'],
    },
    {
      hosts: ['graph.facebook.com'],
      path: new RegExp(`^${node}/(?:likes|subscribed_apps|reactions)$`, 'i'),
      act: null,
    },
    {
      hosts: ['graph.facebook.com'],
      methods: ['DELETE'],
      path: /^\/(?:v[\d.]+\/)?\d+(?:_\d+)?$/i,
      act: 'delete',
    },
    {
      hosts: ['graph.facebook.com'],
      path: /^\/(?:v[\d.]+\/)?\d+(?:_\d+)?$/i,
      act: 'edit',
      text: ['message'],
    },
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
        /(?:Feedback(?:React|Like)|Page(?:Un)?Like|ScreenTime|UFIFeedbackReact|Seen|Badge|Logging|Telemetry|Impression|Viewed|MarkRead|Presence|Typing|Follow|Unfollow|Save|Unsave|FriendRequest|Notification|Dismiss|Hide|SearchHistory|RecentSearch)\w*Mutation$/i,
      when: (content) => !content.has('variables.input.message'),
    },
    {
      path: /^\/(?:ajax\/(?:bz|bnzai|bulk-route-definitions|route-definition|webstorage|qm|error|navigation|relay-ef|bootloader-endpoint|haste-response|mercury\/(?:delivery_receipts|change_read_status|mark_seen)|chat|typeahead|pagelet|timezone|dtsg|presence|notifications)|common\/|a\/bz|tr|sw|cookie|platform\/plugin|x\/|security\/|data\/manifest|privacy_sandbox)/i,
    },
  ],
  evidence: [
    'ComposerStoryCreateMutation, ComposerStoryEditMutation, useCometUFICreateCommentMutation, useCometTrashPostMutation, StoriesCreateMutation: friendly names seen in public code',
    'developers.facebook.com: Graph API, Page feed, comments, photos',
  ],
};
