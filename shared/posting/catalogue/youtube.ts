/** YouTube: community posts and comments on the site, videos in the studio. */
import type { Service } from '../service.ts';

const api = (path: string) => new RegExp(`^/youtubei/v1/${path}$`, 'i');

export const youtube: Service = {
  id: 'youtube',
  title: 'YouTube',
  hosts: ['*.youtube.com', 'youtube.googleapis.com'],
  shape: /^\/(?:upload\/|resumable\/upload\/)?youtube\/v3\//i,
  account: ['channelId', 'context.user.onBehalfOfUser', 'snippet.channelId'],
  rules: [
    {
      path: api('backstage/create_post'),
      act: 'post',
      text: ['commentText', 'pollAttachment.choices.text', 'pollAttachment.pollOptions.text'],
    },
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
      act: 'post',
      text: [
        'initialMetadata.title.newTitle',
        'initialMetadata.description.newDescription',
        'initialMetadata.tags.newTags',
      ],
      attachments: ['resourceId.scottyResourceId.id'],
    },
    {
      path: api('video_manager/metadata_update'),
      act: 'edit',
      text: ['title.newTitle', 'description.newDescription', 'tags.newTags'],
    },
    { path: api('video/delete|creator/delete_creator_videos|video_manager/delete'), act: 'delete' },
    {
      path: api('(?:live_broadcast|livestream|video_manager/live)\\w*(?:/.*)?'),
      act: 'live',
      text: ['title.newTitle', 'description.newDescription'],
    },
    {
      path: api('channel_edit/.*|settings/update_channel_page_settings'),
      act: 'profile',
      text: ['description', 'givenName', 'title'],
    },
    { path: /^\/upload\/(?:studio|youtubei)(?:thumbnail|\/.*)?$/i, act: 'upload', isFile: true },
    {
      path: /^\/(?:resumable\/)?upload\/youtube\/v3\/videos$/i,
      act: 'post',
      text: ['snippet.title', 'snippet.description'],
    },
    { path: /^\/(?:resumable\/)?upload\/youtube\/v3\/.*$/i, act: 'upload', isFile: true },
    {
      path: /^\/youtube\/v3\/(?:commentThreads|comments)$/i,
      act: 'comment',
      text: ['snippet.topLevelComment.snippet.textOriginal', 'snippet.textOriginal'],
    },
    {
      methods: ['PUT'],
      path: /^\/youtube\/v3\/(?:videos|comments)$/i,
      act: 'edit',
      text: ['snippet.title', 'snippet.description', 'snippet.textOriginal'],
    },
    { methods: ['DELETE'], path: /^\/youtube\/v3\/(?:videos|comments)$/i, act: 'delete' },
    {
      path: /^\/youtube\/v3\/liveBroadcasts(?:\/.*)?$/i,
      act: 'live',
      text: ['snippet.title', 'snippet.description'],
    },
  ],
  harmless: [
    {
      path: api(
        '(?:browse|guide|player|search|next|log_event|updated_metadata|get_\\w+|verify_\\w+|navigation(?:/.*)?|player/.*|stats/.*|(?:channel|conversation)/get_\\w+|config|visitor_id|heartbeat|ypc/\\w+|account/.*|att/.*|browse/edit_playlist|like/\\w+|music/.*|notification/.*|notification_registration/.*|pdg/.*|playlist/.*|reel/.*|subscription/.*|share/.*|feedback|history/.*|live_chat/get_\\w+|creator/(?:get|list)_\\w+|flag/.*|offline/.*|mobile/.*|thumbnails?/get\\w*|upload/(?:feedback|get_\\w+)|video_manager/(?:get|list)\\w*|analytics_data/.*|yta_web/.*|globals?/.*|unplugged/.*|ars/.*|sfv/.*|ticketing/.*|survey\\w*(?:/.*)?|external/.*)',
      ),
      when: (content) => !content.has('commentText'),
    },
    {
      path: /^\/(?:api\/stats|ptracking|youtubei\/v1\/log|error_204|csi_204|generate_204|videoplayback|pagead|sw|signin_passive|live_204)(?:\/.*)?$/i,
    },
    {
      path: /^\/youtube\/v3\/(?:subscriptions|playlistItems|playlists|videos\/rate|watermarks)(?:\/.*)?$/i,
    },
  ],
  evidence: [
    'youtubei/v1 backstage/create_post, comment/create_comment, upload/createvideo, video_manager/metadata_update: seen in public clients',
    'developers.google.com: YouTube Data API v3',
  ],
};
