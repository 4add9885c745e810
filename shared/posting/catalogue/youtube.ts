/** YouTube: community posts and comments on the site, videos in the studio. */
import type { Content } from '../content/content.ts';
import type { Act, Service } from '../service.ts';

const api = (path: string) => new RegExp(`^/youtubei/v1/${path}$`, 'i');

const data = (path: string) => new RegExp(`^/youtube/v3/${path}$`, 'i');
const studioText = ['title.newTitle', 'description.newDescription', 'tags.newTags'];
const snippet = ['snippet.title', 'snippet.description', 'snippet.tags'];

const playlistText = ['title', 'actions.playlistName', 'actions.playlistDescription'];

const createAct = (content: Content): Act =>
  content.has('initialMetadata.scheduledPublishing') ? 'schedule' : 'post';
const videoAct = (content: Content): Act => (content.has('status.publishAt') ? 'schedule' : 'post');

export const youtube: Service = {
  id: 'youtube',
  title: 'YouTube',
  hosts: [
    '*.youtube.com',
    '*.youtubekids.com',
    'youtube.googleapis.com',
    'youtubei.googleapis.com',
  ],
  shape: /^\/(?:upload\/|resumable\/upload\/)?youtube\/v3\//i,
  account: ['channelId', 'context.user.onBehalfOfUser', 'snippet.channelId'],
  rules: [
    {
      path: api('backstage/create_post'),
      act: 'post',
      text: ['commentText', 'pollAttachment.choices.text', 'pollAttachment.pollOptions.text'],
    },
    { path: api('creator/create_post'), act: 'post', text: ['commentText'] },
    { path: api('creator/create_comment(?:_reply)?'), act: 'comment', text: ['commentText'] },
    { path: api('backstage/(?:edit|update)_post'), act: 'edit', text: ['commentText'] },
    { path: api('backstage/delete_post'), act: 'delete' },
    { path: api('comment/create_comment(?:_reply)?'), act: 'comment', text: ['commentText'] },
    {
      path: api('comment/(?:update_comment(?:_reply)?|edit_comment)'),
      act: 'edit',
      text: ['commentText', 'replyText'],
    },
    {
      path: api('live_chat/send_message'),
      act: 'comment',
      text: ['richMessage.textSegments.text'],
    },
    {
      path: api('upload/createvideo'),
      act: createAct,
      text: studioText.map((each) => `initialMetadata.${each}`),
      attachments: ['resourceId.scottyResourceId.id'],
    },
    {
      path: api('video_manager/metadata_update'),
      act: (content): Act => (content.has('scheduledPublishing.set') ? 'schedule' : 'edit'),
      text: studioText,
    },
    { path: api('video_editor/\\w+'), act: 'edit' },
    {
      path: api('(?:video/delete|creator/delete_(?:creator_)?videos?|video_manager/delete\\w*)'),
      act: 'delete',
    },
    {
      path: api('(?:live_broadcast|livestream|video_manager/live)\\w*(?:/.*)?'),
      act: 'live',
      text: ['title.newTitle', 'description.newDescription'],
    },
    {
      path: api(
        '(?:channel_edit/.*|settings/update_channel_page_settings|channel/(?:edit_\\w+|create_channel))',
      ),
      act: 'profile',
      text: ['description', 'givenName', 'givenDescription', 'title'],
    },
    // A playlist's name and description stand on the channel's page.
    {
      path: api('(?:playlist/create|browse/edit_playlist)'),
      when: (content) => playlistText.some(content.has),
      act: 'profile',
      text: playlistText,
    },
    {
      methods: ['POST', 'PUT'],
      path: data('playlists'),
      act: 'profile',
      text: snippet,
    },
    {
      methods: ['POST', 'PUT'],
      path: /^\/(?:upload\/(?:studio|youtubei)(?:thumbnail|\/.*)?|channel_image_upload\/\w+)$/i,
      act: 'upload',
      isFile: true,
    },
    // The site before: what it does stands in the query.
    {
      path: /^\/comment_service_ajax$/i,
      when: (content) =>
        content.has('?action_create_comment') || content.has('?action_create_comment_reply'),
      act: 'comment',
      text: ['content', 'params.content'],
    },
    {
      path: /^\/(?:resumable\/)?upload\/youtube\/v3\/videos$/i,
      act: videoAct,
      text: snippet,
    },
    {
      methods: ['POST', 'PUT'],
      path: /^\/(?:resumable\/)?upload\/youtube\/v3\/.*$/i,
      act: 'upload',
      isFile: true,
    },
    {
      path: data('(?:commentThreads|comments)'),
      act: 'comment',
      text: ['snippet.topLevelComment.snippet.textOriginal', 'snippet.textOriginal'],
    },
    {
      path: data('liveChat/messages'),
      act: 'comment',
      text: ['snippet.textMessageDetails.messageText', 'snippet.pollDetails.metadata.questionText'],
    },
    { path: data('activities'), act: 'post', text: ['snippet.description'] },
    {
      methods: ['PUT'],
      path: data('(?:videos|comments|commentThreads)'),
      act: 'edit',
      text: [...snippet, 'snippet.topLevelComment.snippet.textOriginal', 'snippet.textOriginal'],
    },
    { methods: ['POST', 'PUT'], path: data('(?:captions|thumbnails/set)'), act: 'upload' },
    {
      methods: ['DELETE'],
      path: data('(?:videos|comments|captions|live(?:Broadcasts|Streams)|liveChat/messages)'),
      act: 'delete',
    },
    {
      methods: ['POST', 'PUT'],
      path: data('live(?:Broadcasts|Streams)(?:/.*)?'),
      act: 'live',
      text: snippet,
    },
    {
      methods: ['POST', 'PUT', 'DELETE'],
      path: data('channel(?:s|Sections|Banners/insert)'),
      act: 'profile',
      text: [
        'brandingSettings.channel.title',
        'brandingSettings.channel.description',
        'brandingSettings.channel.keywords',
        'snippet.title',
      ],
    },
    { path: /^\/o\/oauth2\/.*$/i, act: 'sign-in' },
  ],
  harmless: [
    {
      path: api(
        '(?:browse|guide|player|search|next|log_event|updated_metadata|get_\\w+|verify_\\w+|comment/(?:perform_comment_action|get_\\w+)|kids/.*|security/.*|live_chat/(?:moderate|send_live_chat_vote|live_chat_\\w+)|navigation(?:/.*)?|player/.*|stats/.*|(?:channel|conversation)/get_\\w+|config|visitor_id|heartbeat|ypc/\\w+|account/.*|att/.*|browse/edit_playlist|like/\\w+|music/.*|notification/.*|notification_registration/.*|pdg/.*|playlist/.*|reel/.*|subscription/.*|share/.*|feedback|history/.*|live_chat/get_\\w+|creator/(?:get|list)_\\w+|flag/.*|related_ajax|user_feedback|web/get_\\w+|attestation/.*|offline(?:/.*)?|mobile/.*|thumbnails?/get\\w*|upload/(?:feedback|get_\\w+)|video_manager/(?:get|list)\\w*|analytics_data/.*|yta_web/.*|globals?/.*|unplugged/.*|ars/.*|sfv/.*|ticketing/.*|survey\\w*(?:/.*)?|external/.*)',
      ),
      when: (content) => !content.has('commentText'),
    },
    {
      path: /^\/(?:api\/(?:stats|jnn)|ptracking|youtubei\/v1\/log|error_204|csi_204|generate_204|videoplayback|pagead|sw|signin_passive|live_204|getDatasyncIdsEndpoint|persist_identity|complete|feed_ajax|service_ajax)(?:\/.*)?$/i,
    },
    {
      path: data(
        '(?:subscriptions|playlistItems|playlists|playlistImages|videos/(?:rate|reportAbuse)|comments/(?:setModerationStatus|markAsSpam)|liveChat/(?:bans|moderators)|watermarks|abuseReports|members|tests)(?:/.*)?',
      ),
      methods: ['POST', 'PUT', 'DELETE'],
    },
  ],
  evidence: [
    'LuanRT/YouTube.js: src/core/clients/Studio.ts, src/core/managers @acc908a4edbd8967d1017a25ac186e9bdb0d4e39',
    'youtubei/v1 backstage/create_post, comment/create_comment, upload/createvideo, video_manager/metadata_update: seen in public clients',
    'developers.google.com: YouTube Data API v3',
  ],
};
