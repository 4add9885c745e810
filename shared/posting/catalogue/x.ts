/** X (Twitter). The web app calls GraphQL with the operation's name in the path; its query ids change, the names stay. */
import type { Content } from '../content/content.ts';
import type { Act, Rule, Service } from '../service.ts';

const graphql = /\/graphql(?:\/[\w-]+(?:\/\w+)?)?$/i;
const v1 = (path: string) =>
  new RegExp(`^(?:/i/api)?/1(?:\\.1)?/${path}(?:\\.(?:json|xml))?$`, 'i');
/** Before versions, and what the older site called. */
const old = (path: string) => new RegExp(`^(?:/i)?/${path}(?:\\.(?:json|xml))?$`, 'i');
const v2 = (path: string) => new RegExp(`^(?:/i/api)?/2/${path}(?:\\.json)?$`, 'i');
/** The first API reads its fields from the query as well. */
const orQuery = (...names: string[]) => [...names, ...names.map((name) => `?${name}`)];

const tweetAct = (content: Content): Act => {
  if (content.has('variables.edit_options.previous_tweet_id')) return 'edit';
  if (content.has('variables.reply.in_reply_to_tweet_id')) return 'reply';
  const quotes = ['variables.attachment_url', 'variables.quote_tweet_id'].some(content.has);
  return quotes ? 'quote' : 'post';
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

const tweetText = ['variables.tweet_text', 'variables.tweets.tweet_text'];
const userText = [...tweetText, 'variables.post_tweet_request', 'variables.message'];
/** An operation's name is the sender's word: a reading one does not carry a post's text. */
const holdsNoText = (content: Content) => !userText.some((path) => content.has(path));

export const x: Service = {
  id: 'x',
  title: 'X',
  hosts: ['*.x.com', '*.twitter.com'],
  operation: (path, content) =>
    /\/graphql\/[\w-]+\/(\w+)$/i.exec(path)?.[1] ?? content.texts('operationName')[0] ?? null,
  rules: [
    operation(/^(?:Create|Edit)ScheduledTweet$/i, 'schedule', draft),
    operation(/^(?:Create|Edit)DraftTweet$/i, 'upload', draft),
    operation(/^Edit(?:Note)?Tweet$/i, 'edit', tweetText),
    operation(/^Create(?:Note|Community|Quote)?(?:Tweet|Thread)$/i, tweetAct, tweetText),
    operation(/^CreateRetweet$/i, 'repost'),
    operation(
      /^(?:DeleteTweet|DeleteRetweet|DeleteScheduledTweet|DeleteDraftTweet|Unretweet)$/i,
      'delete',
    ),
    operation(/^(?:use)?\w*SendMessage\w*$/i, 'message', [
      'variables.message.text.text',
      'variables.message.media.text',
      'variables.message.card.text',
    ]),
    operation(
      /^(?:CreateList|UpdateList|EditListBanner|DeleteListBanner|DeleteList|CreateTrustedFriendsList|(?:Create|Edit|Update)Community|Community(?:Create|Edit|Remove|Delete|Reorder)\w+)$/i,
      'profile',
      ['variables.name', 'variables.description', 'variables.purpose', 'variables.question'],
    ),
    operation(/^ArticleEntityPublish$/i, 'post'),
    operation(
      /^ArticleEntity(?:DraftCreate|UpdateTitle|UpdateContent|UpdateCoverMedia)$/i,
      'upload',
      ['variables.title', 'variables.content_state.blocks.text'],
    ),
    operation(/^(?:ArticleEntityDelete|ArticleEntityUnpublish)$/i, 'delete'),
    operation(/^BirdwatchCreateNote$/i, 'comment', ['variables.data_v1.summary.text']),
    operation(/^BirdwatchDeleteNote$/i, 'delete'),
    operation(/^(?:AudioSpaceCreate|CreateAudioSpace|CreateBroadcast|PublishBroadcast)$/i, 'live', [
      'variables.title',
    ]),
    // By its id alone: what it carries tells.
    {
      path: /\/graphql(?:\/[\w-]+)?$/i,
      when: (content) => !content.has('operationName') && tweetText.some(content.has),
      act: tweetAct,
      text: tweetText,
      attachments: ['variables.media.media_entities.media_id'],
    },
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
    { path: v2('notes'), act: 'comment', text: ['info.text'] },
    { methods: ['DELETE'], path: v2('notes/\\w+'), act: 'delete' },
    { path: v2('oauth2/\\w+'), act: 'sign-in' },
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
    ...[v1, old].flatMap((api): Rule[] => [
      {
        path: api('(?:statuses/update(?:_with_media)?|tweet/create(?:_with_media)?)'),
        act: statusAct,
        text: orQuery('status'),
        attachments: orQuery('media_ids', 'media_ids[]'),
      },
      { path: api('(?:statuses/retweet(?:/\\w+)?|tweet/retweet)'), act: 'repost' },
      {
        methods: ['POST', 'DELETE'],
        path: api('(?:statuses/(?:destroy|unretweet)(?:/\\w+)?|tweet/(?:destroy|unretweet))'),
        act: 'delete',
      },
      {
        path: api('(?:dm/new2?|direct_messages/(?:new|events/new))'),
        act: 'message',
        text: [...orQuery('text'), 'event.message_create.message_data.text'],
      },
    ]),
    {
      methods: ['POST', 'PUT', 'DELETE'],
      path: v1('direct_messages/welcome_messages/(?:new|update|destroy)'),
      act: 'profile',
      text: [
        'welcome_message.name',
        'welcome_message.message_data.text',
        'message_data.text',
        'name',
      ],
    },
    { path: v1('lists/destroy'), act: 'delete' },
    {
      path: v1('(?:lists|collections)/(?:create|update)'),
      act: 'profile',
      text: orQuery('name', 'description'),
    },
    { path: v1('dm/conversation/[\\w-]+/update_name'), act: 'profile', text: ['name'] },
    {
      path: v1('media/(?:metadata|subtitles)/(?:create|delete)'),
      act: 'upload',
      text: ['alt_text.text'],
    },
    { path: v1('media/upload2?'), act: 'upload', isFile: true },
    { path: /^\/i\/media\/upload2?(?:\.json)?$/i, act: 'upload', isFile: true },
    {
      path: /^\/v2\/cards\/create(?:\.json)?$/i,
      act: 'post',
      text: [1, 2, 3, 4].map((choice) => `card_data.twitter:string:choice${choice}_label`),
    },
    {
      path: v1('account/(?:update_profile.*|settings|remove_profile_banner)'),
      act: 'profile',
      text: orQuery('name', 'description', 'location', 'url'),
    },
    {
      path: v1(
        '(?:onboarding/(?:task|sso_init)|oauth/.*|guest/activate|account/(?:logout|login_verification.*))',
      ),
      act: 'sign-in',
    },
    { path: /^\/(?:i\/)?(?:oauth2?|sessions|login)(?:\/|$)/i, act: 'sign-in' },
  ],
  harmless: [
    {
      path: graphql,
      when: holdsNoText,
      operation:
        /^(?!Create|Edit|Update|Delete|Send|Publish|Post|Set|Save|Write|Add|Put|Submit)(?:Tweet\w*|Search\w*|User\w*|Home\w*|Bookmark\w*|Similar\w*|Retweeters|Favoriters|Likes|Fetch\w+|Birdwatch(?!Create|Delete|Edit)\w+|Blue\w+|Followers\w*|Following|Viewer\w*|Explore\w*|Notifications\w*|Communit(?:y|ies)(?!\w*(?:Create|Edit|Delete|Update))\w*|List(?:s|By|Latest|Members|Subscribers|AddMember|RemoveMember|Pins|Ownerships)\w*|TrendHistory|\w*DataSaver\w*|SuperFollowers|(?:Blocked|Muted)Accounts\w*|Pinned\w*|AudioSpace(?:ById|Search|(?:Add|Delete)Sharing)|articleNudgeDomains|is[A-Z]\w+|get\w+|\w+(?:Query|Timeline|Slice|Lookup|Typeahead|ById|RestIds?|Details|Eligibility|Lists|State|Card|Page|Sidebar|Stats|Domains|Preferences?|Settings))$/i,
    },
    {
      path: graphql,
      when: holdsNoText,
      operation:
        /^(?:(?:Un)?(?:favorite|pin|mute|block|follow|moderate|mention|subscribe|like)[A-Z]?\w*|(?:create|delete|edit)(?:Bookmark|Highlight)\w*|bookmarkTweetToFolder|(?:use)?DMReaction\w+|DM(?:MessageDelete|Pin)\w*|AddParticipantsMutation|(?:Join|Leave|RequestToJoin)Community|Community(?:UpdateRole|UserInvite)|List(?:Un)?(?:Subscribe|PinOne)|ListUnsubscribe|PutClientEducationFlag|SetDefault|(?:Write|Set|Put)\w*(?:Preferences?|Settings?|State)|(?:Enroll|Enable|Disable|Dismiss|Mark)\w+|\w+Seen|ConversationControl(?:Change|Delete)|Topic(?:Follow|Unfollow|NotInterested)|RemoveFollower|Birdwatch(?:Create|Delete)Rating|(?:Add|Remove)Tweet(?:To|From)BookmarkFolder|SubscribeTo(?:Scheduled)?Space|(?:Create|Delete)TweetReaction|TimelinesFeedback|(?:send|use)Typing\w+|updateAltTextPromptPreference)$/i,
    },
    { path: /\/(?:jot|ces|live_pipeline|client_event|csp_report|error_log|branch)(?:[/.]|$)/i },
    {
      path: v1(
        '(?:videoads|friendships|favorites|blocks|mutes|keyregistry|hashflags|strato|saved_searches|attribution|graphql|help|promoted_content|search|translations|timeline|application|account/multi|account_activity|account/personalization|lists/(?:members|subscribers)|direct_messages/welcome_messages/rules)/.*',
      ),
      methods: ['POST', 'PUT', 'DELETE'],
    },
    {
      path: v1(
        '(?:statuses/(?:lookup|filter|sample|show)|site|direct_messages/(?:indicate_typing|mark_read|(?:events/)?destroy)|dm/typing)',
      ),
      methods: ['POST', 'DELETE'],
    },
    { path: old('tweet/(?:un)?like') },
    { path: v1('onboarding/referrer') },
    {
      path: v1(
        '(?:guide|trends/.*|collections/(?:list|entries|show)|users/.*|geo/.*|followers/.*|friends/.*|lists/list|account/(?:multi/list|verify_credentials)|dm/(?:inbox_initial_state|user_updates|conversation/[\\w-]+))',
      ),
    },
    {
      path: /^\/(?:i\/api\/)?(?:fleets\/v1\/fleetline|2\/(?:guide|badge_count\/.*|notifications\/(?:all|verified|mentions)))(?:\.json)?$/i,
    },
    { path: v1('dm/(?:conversation/.*|update_last_seen_event_id|inbox.*|reaction/.*)') },
    { path: /\/notifications\/(?:all\/last_seen_cursor|settings\/.*)(?:\.json)?$/i },
    {
      path: v2(
        'users/\\w+/(?:likes|following|bookmarks|muting|blocking|pinned_lists|followed_lists|dm/(?:un)?block)(?:/\\w+)?',
      ),
      methods: ['POST', 'DELETE'],
    },
    { path: v2('lists/\\w+/members(?:/\\w+)?'), methods: ['POST', 'DELETE'] },
    {
      path: v2(
        '(?:tweets/search/stream/rules|compliance/.*|webhooks.*|account_activity/.*|dm_events/\\w+)',
      ),
      methods: ['POST', 'PUT', 'DELETE'],
    },
    { path: /^\/i\/api\/fleets\/v1\/(?:avatar_content|user_fleets|fleet_threads)(?:\.json)?$/i },
    { path: /^\/v2\/capi\/passthrough\/\w+$/i, hosts: ['caps.x.com', 'caps.twitter.com'] },
    { path: v2('(?:notifications|badge_count|guide|search|timeline).*') },
  ],
  evidence: [
    'd60/twikit: twikit/client/gql.py and v11.py @c3b7220866f8582009fe2d1155b6fe92192a2711',
    'tweepy/tweepy: tweepy/api.py, tweepy/client.py, cassettes @c05ba988177219f1591b3bf03b8896b427c8b233',
    'fa0311/TwitterInternalAPIDocument: docs/json/API.json, names of operations',
    'docs.x.com: API v2, manage posts, media, direct messages',
  ],
};
