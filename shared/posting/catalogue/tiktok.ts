/** TikTok. The bytes of a video go to hosts that are named at run time: those are told by their query. */
import type { Content } from '../content/content.ts';
import type { Act, Service } from '../service.ts';

const isScheduled = (content: Content) =>
  [
    'upload_param.schedule_time',
    'single_post_req_list.single_post_feature_info.schedule_time',
    'schedule_time',
  ].some(content.has);

export const tiktok: Service = {
  id: 'tiktok',
  title: 'TikTok',
  hosts: ['*.tiktok.com', '*.tiktokapis.com', '*.tiktokv.com', '*.tiktokv.us'],
  shape: /^[^?]*\?(?=.*uploadid=)(?=.*phase=(?:transfer|finish|init)\b)/i,
  rules: [
    {
      path: /^\/(?:tiktok\/web\/project\/post\/v\d|api\/v\d\/web\/project\/post)$/i,
      act: (content): Act => (isScheduled(content) ? 'schedule' : 'post'),
      text: [
        'single_post_req_list.single_post_feature_info.text',
        'single_post_req_list.single_post_feature_info.markup_text',
        'text',
      ],
      attachments: ['single_post_req_list.video_id'],
    },
    {
      path: /^\/(?:api\/(?:v\d\/)?item\/create|aweme\/v\d\/create\/aweme)$/i,
      act: (content): Act => (isScheduled(content) ? 'schedule' : 'post'),
      text: ['text', '?text'],
      attachments: ['video_id', '?video_id'],
    },
    {
      path: /^\/(?:api\/(?:v\d\/)?|aweme\/v\d\/)comment\/publish$/i,
      act: 'comment',
      text: ['text', '?text'],
    },
    { path: /^\/(?:api\/(?:v\d\/)?|aweme\/v\d\/)comment\/delete$/i, act: 'delete' },
    {
      path: /^\/webcast\/room\/chat$/i,
      act: 'comment',
      text: ['content', '?content'],
    },
    { path: /^\/webcast\/room\/create$/i, act: 'live', text: ['title', '?title'] },
    {
      path: /^\/v\d\/message\/send$/i,
      hosts: ['im-api.tiktok.com', 'im-api-sg.tiktok.com', 'imapi-16.tiktokv.com'],
      act: 'message',
      text: ['content', 'text'],
    },
    {
      path: /^\/(?:api\/(?:v1\/)?(?:aweme|item|web\/project)\/delete|aweme\/v\d\/aweme\/delete|tiktok\/v\d\/item\/delete)$/i,
      act: 'delete',
    },
    {
      path: /^\/tiktok\/v\d\/(?:post|item)\/(?:update|edit)(?:\/.*)?$/i,
      act: 'edit',
      text: ['text', 'desc'],
    },
    {
      path: /^\/v2\/post\/publish\/(?:video\/init|content\/init)$/i,
      act: (content): Act => (content.texts('post_mode')[0] === 'MEDIA_UPLOAD' ? 'upload' : 'post'),
      text: ['post_info.title', 'post_info.description'],
    },
    { path: /^\/v2\/post\/publish\/inbox\/video\/init$/i, act: 'upload' },
    { path: /^\/api\/update\/profile$/i, act: 'profile', text: ['nickname', 'signature', 'bio'] },
    {
      path: /^\/open_api\/v[\d.]+\/business\/(?:video|photo)\/publish$/i,
      act: 'post',
      text: ['post_info.caption', 'post_info.title', 'post_info.description'],
    },
    {
      path: /^\/open_api\/v[\d.]+\/business\/comment\/(?:reply\/)?create$/i,
      act: 'comment',
      text: ['text'],
    },
    { path: /^\/open_api\/v[\d.]+\/business\/comment\/delete$/i, act: 'delete' },
    { path: /^\/(?:share\/video\/upload|top\/v\d)$/i, act: 'upload' },
    {
      methods: ['POST', 'PUT'],
      path: /^/,
      hosts: ['open-upload.tiktokapis.com'],
      act: 'upload',
      isFile: true,
    },
    {
      path: /^\/(?:passport\/.*|v2\/oauth\/\w+|oauth\/(?:access|refresh)_token)$/i,
      act: 'sign-in',
    },
    {
      methods: ['POST', 'PUT'],
      path: /^(?!\/(?:api|tiktok)\/).+$/i,
      when: ({ query }) => Object.keys(query).some((name) => /uploadid$/i.test(name)),
      act: 'upload',
      isFile: true,
    },
  ],
  harmless: [
    {
      path: /^\/v2\/(?:post\/publish\/(?:creator_info\/query|status\/fetch|cancel)|video\/(?:list|query)|user\/info|research\/.*)$/i,
    },
    { path: /^\/webcast\/(?!room\/(?:create|chat)$).+$/i },
    { path: /^\/aweme\/v\d\/(?:commit\/.*|feed|user\/.*|comment\/(?:list|digg).*)$/i },
    { path: /^\/api\/v\d\/web\/project\/create$/i },
    {
      path: /^\/api\/(?:v1\/)?(?:commit\/(?:item\/digg|follow\/user|\w+)|comment\/(?:digg|list)|recommend|user|item(?!\/create)|notice|search|inbox|im|share|collection|video\/(?:auth|upload)|upload\/auth|web\/(?:log|collect)|policy|ttwid|dm)(?:\/.*)?$/i,
    },
    {
      path: /^\/(?:v1\/(?:user\/)?(?:list|webid)|service|monitor_browser|web\/(?:report|common)|ttwid|log|slardar|mcs|tiktok\/(?:privacy|v1\/kids|cookie))(?:\/.*)?$/i,
    },
    {
      hosts: [
        'mcs.tiktok.com',
        'mcs-sg.tiktok.com',
        'mcs-va.tiktok.com',
        'mcs.tiktokv.com',
        'mcs.tiktokv.us',
        'mon.tiktok.com',
        'mon-va.tiktok.com',
        'mon.tiktokv.com',
        'mon.tiktokv.us',
        'mssdk-sg.tiktok.com',
        'libraweb-sg.tiktok.com',
      ],
      path: /^/,
    },
    // Readings, whatever their method.
    {
      path: /^\/(?:api|node|tiktok)\/(?:.*\/)?(?:item_list|detail|list|check(?:\/v\d)?|full|impression\/write|share\/user\/[^/]+)$/i,
      when: (content) => !['text', '?text'].some(content.has),
    },
    { path: /^\/tiktok\/web\/vas\/.*$/i },
  ],
  evidence: [
    '/tiktok/web/project/post/v1/, /api/v1/web/project/, /api/comment/publish/: seen in public clients',
    'makiisthenes/TiktokAutoUploader: tiktok_uploader/tiktok.py @37190d2886b4c47959196f4bc9877779e17f9c67',
    'developers.tiktok.com: Content Posting API, direct post and upload',
  ],
};
