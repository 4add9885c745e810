/** TikTok. The bytes of a video go to hosts that are named at run time: those are told by their query. */
import type { Service } from '../service.ts';

export const tiktok: Service = {
  id: 'tiktok',
  title: 'TikTok',
  hosts: ['*.tiktok.com', 'open.tiktokapis.com'],
  shape: /^[^?]*\?(?=.*uploadid=)(?=.*phase=(?:transfer|finish|init)\b)/i,
  rules: [
    {
      path: /^\/(?:tiktok\/web\/project\/post\/v1|api\/v1\/web\/project\/post)$/i,
      act: 'post',
      text: [
        'single_post_req_list.single_post_feature_info.text',
        'single_post_req_list.single_post_feature_info.markup_text',
      ],
      attachments: ['single_post_req_list.video_id'],
    },
    { path: /^\/api\/(?:v1\/)?comment\/publish$/i, act: 'comment', text: ['text', '?text'] },
    { path: /^\/api\/(?:v1\/)?comment\/delete$/i, act: 'delete' },
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
      act: 'post',
      text: ['post_info.title', 'post_info.description'],
    },
    { path: /^\/v2\/post\/publish\/inbox\/video\/init$/i, act: 'upload' },
    { path: /^\/api\/update\/profile$/i, act: 'profile', text: ['nickname', 'signature', 'bio'] },
    { path: /^\/passport\/.*$/i, act: 'sign-in' },
    {
      methods: ['POST', 'PUT'],
      path: /^(?!\/(?:api|tiktok)\/).+$/i,
      when: ({ query }) => Object.keys(query).some((name) => /uploadid$/i.test(name)),
      act: 'upload',
      isFile: true,
    },
  ],
  harmless: [
    { path: /^\/api\/v1\/web\/project\/create$/i },
    {
      path: /^\/api\/(?:v1\/)?(?:commit\/(?:item\/digg|follow\/user|\w+)|comment\/(?:digg|list)|recommend|user|item|notice|search|inbox|im|share|collection|video\/(?:auth|upload)|upload\/auth|web\/(?:log|collect)|policy|ttwid|dm)(?:\/.*)?$/i,
    },
    {
      path: /^\/(?:v1\/(?:user\/)?(?:list|webid)|service|monitor_browser|web\/(?:report|common)|ttwid|log|slardar|mcs|tiktok\/(?:privacy|v1\/kids|cookie))(?:\/.*)?$/i,
    },
    {
      hosts: [
        'mcs.tiktok.com',
        'mcs-sg.tiktok.com',
        'mon.tiktok.com',
        'mon-va.tiktok.com',
        'mssdk-sg.tiktok.com',
        'libraweb-sg.tiktok.com',
      ],
      path: /^/,
    },
  ],
  evidence: [
    '/tiktok/web/project/post/v1/, /api/v1/web/project/, /api/comment/publish/: seen in public clients',
    'developers.tiktok.com: Content Posting API',
  ],
};
