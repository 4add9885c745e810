/** X (Twitter). The web app calls GraphQL with the operation's name in the path; its query ids change, the names stay. */
import type { Content } from '../content/content.ts';
import type { Act, Rule, Service } from '../service.ts';

const graphql = /\/graphql\/[\w-]+(?:\/\w+)?$/i;
const v1 = (path: string) => new RegExp(`^(?:/i/api)?/1\\.1/${path}(?:\\.json)?$`, 'i');
const v2 = (path: string) => new RegExp(`^/2/${path}$`, 'i');

const tweetAct = (content: Content): Act => {
  if (content.has('variables.edit_options.previous_tweet_id')) return 'edit';
  if (content.has('variables.reply.in_reply_to_tweet_id')) return 'reply';
  if (content.has('variables.attachment_url')) return 'quote';
  return 'post';
};
const apiAct = (content: Content): Act => {
  if (content.has('edit_options.previous_post_id')) return 'edit';
  if (content.has('reply.in_reply_to_tweet_id')) return 'reply';
  return content.has('quote_tweet_id') ? 'quote' : 'post';
};
const statusAct = (content: Content): Act => {
  if (content.has('in_reply_to_status_id') || content.has('?in_reply_to_status_id')) return 'reply';
  return content.has('attachment_url') || content.has('?attachment_url') ? 'quote' : 'post';
};

const operation = (names: RegExp, act: Rule['act'], text: readonly string[] = []): Rule => ({
  path: graphql,
  operation: names,
  act,
  text,
  attachments: [
    'variables.media.media_entities.media_id',
    'variables.post_tweet_request.media_ids',
  ],
});
const draft = [
  'variables.post_tweet_request.status',
  'variables.post_tweet_request.thread_tweets.status',
];

const userText = ['variables.tweet_text', 'variables.post_tweet_request', 'variables.message'];
/** An operation's name is the sender's word: a reading one does not carry a post's text. */
const holdsNoText = (content: Content) => !userText.some((path) => content.has(path));

export const x: Service = {
  id: 'x',
  title: 'X',
  hosts: ['*.x.com', '*.twitter.com'],
  operation: (path) => /\/graphql\/[\w-]+\/(\w+)$/i.exec(path)?.[1] ?? null,
  rules: [
    operation(/^Create(?:Note)?Tweet$/i, tweetAct, ['variables.tweet_text']),
    operation(/^(?:Create|Edit)ScheduledTweet$/i, 'schedule', draft),
    operation(/^(?:Create|Edit)DraftTweet$/i, 'upload', draft),
    operation(/^CreateRetweet$/i, 'repost'),
    operation(
      /^(?:DeleteTweet|DeleteRetweet|DeleteScheduledTweet|DeleteDraftTweet|Unretweet)$/i,
      'delete',
    ),
    operation(/^(?:use)?SendMessageMutation$/i, 'message', [
      'variables.message.text.text',
      'variables.message.media.text',
      'variables.message.card.text',
    ]),
    operation(
      /^(?:CreateList|UpdateList|EditListBanner|DeleteListBanner|DeleteList|(?:Create|Edit|Update)Community)$/i,
      'profile',
      ['variables.name', 'variables.description'],
    ),
    operation(/^ArticleEntityPublish$/i, 'post'),
    operation(
      /^ArticleEntity(?:DraftCreate|UpdateTitle|UpdateContent|UpdateCoverMedia)$/i,
      'upload',
      ['variables.title', 'variables.content_state.blocks.text'],
    ),
    operation(/^(?:ArticleEntityDelete|ArticleEntityUnpublish)$/i, 'delete'),
    operation(/^BirdwatchCreateNote$/i, 'comment', ['variables.data_v1.summary.text']),
    operation(/^(?:AudioSpaceCreate|CreateAudioSpace|CreateBroadcast|PublishBroadcast)$/i, 'live', [
      'variables.title',
    ]),
    {
      path: v2('tweets'),
      act: apiAct,
      text: ['text', 'poll.options'],
      attachments: ['media.media_ids'],
    },
    { methods: ['PUT'], path: v2('tweets/\\w+/hidden'), act: null },
    { methods: ['DELETE'], path: v2('tweets/\\w+|2/users/\\w+/retweets/\\w+'), act: 'delete' },
    { path: v2('users/\\w+/retweets'), act: 'repost' },
    { path: v2('dm_conversations(?:/.*)?'), act: 'message', text: ['text', 'message.text'] },
    {
      path: v2('media/(?:upload|metadata|subtitles).*'),
      act: 'upload',
      text: ['metadata.alt_text.text'],
      isFile: true,
    },
    { methods: ['DELETE'], path: v2('lists/\\w+'), act: 'delete' },
    {
      methods: ['POST', 'PUT'],
      path: v2('lists(?:/\\w+)?'),
      act: 'profile',
      text: ['name', 'description'],
    },
    {
      path: v1('statuses/update(?:_with_media)?'),
      act: statusAct,
      text: ['status', '?status'],
      attachments: ['media_ids', '?media_ids'],
    },
    { path: v1('statuses/retweet/\\d+'), act: 'repost' },
    { path: v1('statuses/(?:destroy|unretweet)/\\d+'), act: 'delete' },
    {
      path: v1('(?:dm/new2?|direct_messages/(?:new|events/new))'),
      act: 'message',
      text: ['text', '?text', 'event.message_create.message_data.text'],
    },
    { path: v1('dm/conversation/[\\w-]+/update_name'), act: 'profile', text: ['name'] },
    { path: v1('media/(?:metadata|subtitles)/create'), act: 'upload', text: ['alt_text.text'] },
    { path: v1('media/upload2?'), act: 'upload', isFile: true },
    { path: /^\/i\/media\/upload2?(?:\.json)?$/i, act: 'upload', isFile: true },
    {
      path: /^\/v2\/cards\/create(?:\.json)?$/i,
      act: 'post',
      text: [1, 2, 3, 4].map((choice) => `card_data.twitter:string:choice${choice}_label`),
    },
    {
      path: v1('account/(?:update_profile.*|settings|update_profile_(?:image|banner))'),
      act: 'profile',
      text: ['name', 'description', 'location', 'url'],
    },
    {
      path: v1('(?:onboarding/(?:task|sso_init)|oauth/.*|guest/activate|account/logout)'),
      act: 'sign-in',
    },
    { path: /^\/(?:i\/)?(?:oauth2?|sessions|login)(?:\/|$)/i, act: 'sign-in' },
  ],
  harmless: [
    {
      path: graphql,
      when: holdsNoText,
      operation:
        /^(?:Tweet\w*|Search\w*|User\w*|Home\w*|Bookmark\w*|Similar\w*|Retweeters|Favoriters|Likes|Fetch\w+|Birdwatch(?!Create|Delete|Edit)\w+|Blue\w+|Followers\w*|Following|Viewer\w*|Explore\w*|Notifications\w*|Communit(?:y|ies)(?!\w*(?:Create|Edit|Delete|Update))\w*|List(?:s|By|Latest|Members|Subscribers|AddMember|RemoveMember|Pins|Ownerships)\w*|TrendHistory|\w*DataSaver\w*|SuperFollowers|BlockedAccounts\w*|Pinned\w*|AudioSpace(?:ById|Search)|articleNudgeDomains|get\w+|\w+(?:Query|Timeline|Slice|Lookup|Typeahead|ById|RestIds?))$/i,
    },
    {
      path: graphql,
      when: holdsNoText,
      operation:
        /^(?:(?:Un)?favoriteTweet|(?:create|delete|edit)Bookmark\w*|bookmarkTweetToFolder|BookmarksAllDelete|useDMReaction\w+|DMMessageDelete\w*|DMPin\w*|AddParticipantsMutation|(?:Join|Leave|RequestToJoin)Community|ListSubscribe|ListUnsubscribe|(?:Pin|Unpin)Tweet|MuteList|UnmuteList|(?:Mute|Unmute)Tweet|PutClientEducationFlag|\w+Seen|(?:Un)?ModerateTweet|ConversationControl(?:Change|Delete)|Topic(?:Follow|Unfollow|NotInterested)|RemoveFollower|BirdwatchCreateRating|BirdwatchDeleteRating|(?:Add|Remove)Tweet(?:To|From)BookmarkFolder|UnmentionUserFromConversation|SubscribeTo(?:Scheduled)?Space|(?:Create|Delete)TweetReaction|TimelinesFeedback|sendTypingNotification|EnableLoggedOutWebNotifications|DisableUserAccountLabel|updateAltTextPromptPreference)$/i,
    },
    { path: /\/(?:jot|ces|live_pipeline|client_event|csp_report|error_log|branch)(?:[/.]|$)/i },
    {
      path: v1(
        '(?:friendships|favorites|blocks|mutes|keyregistry|hashflags|strato|saved_searches|attribution|graphql|help|promoted_content)/.*',
      ),
    },
    {
      path: v1(
        '(?:guide|trends/.*|users/.*|geo/.*|followers/.*|friends/.*|lists/list|account/(?:multi/list|verify_credentials)|dm/(?:inbox_initial_state|user_updates|conversation/[\\w-]+))',
      ),
    },
    {
      path: /^\/(?:i\/api\/)?(?:fleets\/v1\/fleetline|2\/(?:guide|badge_count\/.*|notifications\/(?:all|verified|mentions)))(?:\.json)?$/i,
    },
    { path: v1('dm/(?:conversation/.*|update_last_seen_event_id|inbox.*|reaction/.*)') },
    { path: /\/notifications\/(?:all\/last_seen_cursor|settings\/.*)(?:\.json)?$/i },
    {
      path: v2(
        'users/\\w+/(?:likes|following|bookmarks|muting|blocking|pinned_lists|followed_lists)(?:/\\w+)?',
      ),
      methods: ['POST', 'DELETE'],
    },
    { path: v2('lists/\\w+/members(?:/\\w+)?'), methods: ['POST', 'DELETE'] },
    { path: v2('tweets/search/stream/rules') },
    { path: /^\/v2\/capi\/passthrough\/\w+$/i, hosts: ['caps.x.com', 'caps.twitter.com'] },
    { path: v2('(?:notifications|badge_count|guide).*') },
  ],
  evidence: [
    'd60/twikit: twikit/client/gql.py and v11.py @c3b7220866f8582009fe2d1155b6fe92192a2711',
    'tweepy/tweepy: cassettes @c05ba988177219f1591b3bf03b8896b427c8b233',
    'docs.x.com: API v2, manage posts, media, direct messages',
  ],
};
