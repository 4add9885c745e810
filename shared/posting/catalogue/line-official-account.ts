/** LINE Official Account Manager and its chat. A broadcast goes to every friend: a post. */
import type { Content } from '../content/content.ts';
import type { Act, Service } from '../service.ts';

const broadcastAct = (content: Content): Act => {
  if (content.texts('status')[0] === 'DRAFT') return 'upload';
  const isLater = content.has('scheduledDate') && content.texts('immediate')[0] !== 'true';
  return isLater ? 'schedule' : 'post';
};
const balloons = ['balloons.text', 'balloons.altText', 'title', 'text'];
const timeline = ['text', 'content.text', 'contents.text', 'body', 'message'];
/** Of a card, and of what stands at the account for long. */
const standing = [
  ...balloons,
  'name',
  'description',
  'pages.title',
  'pages.description',
  'pages.text',
];

export const lineOfficialAccount: Service = {
  id: 'line-oa',
  title: 'LINE 公式アカウント',
  hosts: [
    'manager.line.biz',
    'chat.line.biz',
    'page.line.biz',
    'entry.line.biz',
    'account.line.biz',
    'chat-content.line.biz',
    'chat-streaming-api.line.biz',
  ],
  accountInPath: /\/bots\/([^/]+)/i,
  rules: [
    { path: /^\/api\/(?:v\d\/)?bots\/[^/]+\/broadcasts$/i, act: broadcastAct, text: balloons },
    {
      path: /^\/api\/(?:v\d\/)?bots\/[^/]+\/broadcasts\/(?:test|estimate|preview|validate)$/i,
      act: null,
    },
    {
      path: /^\/api\/(?:v\d\/)?bots\/[^/]+\/\w+\/(?:images?|videos?|upload\w*)$/i,
      act: 'upload',
      isFile: true,
    },
    {
      path: /^\/api\/(?:v\d\/)?bots\/[^/]+\/(?:broadcasts|timeline\/posts)\/[^/]+\/delete$/i,
      act: 'delete',
    },
    {
      methods: ['POST', 'PUT', 'PATCH'],
      path: /^\/api\/(?:v\d\/)?bots\/[^/]+\/broadcasts\/[^/]+$/i,
      act: 'edit',
      text: balloons,
    },
    {
      methods: ['DELETE'],
      path: /^\/api\/(?:v\d\/)?bots\/[^/]+\/(?:broadcasts|timeline|autoResponses?|greetingMessages?|richMessages|richMenus|cardTypeMessages|coupons|surveys)(?:\/.*)?$/i,
      act: 'delete',
    },
    {
      path: /^\/api\/(?:v\d\/)?bots\/[^/]+\/timeline\/drafts(?:\/.*)?$/i,
      act: 'upload',
      text: timeline,
    },
    {
      path: /^\/api\/(?:v\d\/)?bots\/[^/]+\/timeline(?:\/.*)?$/i,
      act: 'post',
      text: timeline,
    },
    {
      methods: ['POST', 'PUT'],
      path: /^\/api\/(?:v\d\/)?bots\/[^/]+\/(?:autoResponses?|greetingMessages?|richMessages|richMenus|cardTypeMessages|coupons|surveys|profile)(?:\/.*)?$/i,
      act: 'profile',
      text: standing,
    },
    {
      path: /^\/api\/(?:v\d\/)?bots\/[^/]+\/(?:contents?|images?|videos?|media|upload\w*)(?:\/.*)?$/i,
      act: 'upload',
      isFile: true,
    },
    { path: /^\/api\/v\d\/bots\/[^/]+\/messages\/[^/]+\/uploadFile$/i, act: 'upload' },
    {
      path: /^\/api\/v\d\/bots\/[^/]+\/(?:messages|chats)\/[^/]+(?:\/messages)?\/(?:send\w*|bulkSend\w*)$/i,
      act: 'message',
      text: ['text', 'message.text', 'messages.text'],
    },
    {
      methods: ['PUT', 'POST'],
      path: /^\/api\/v\d\/bots\/[^/]+\/chats\/[^/]+\/(?:nickname|notes?|memo)(?:\/.*)?$/i,
      act: 'profile',
      text: ['nickname', 'text', 'body'],
    },
    { path: /^\/(?:login|api\/login)(?:\/.*)?$/i, hosts: ['account.line.biz'], act: 'sign-in' },
  ],
  harmless: [
    {
      path: /^\/api\/(?:v\d\/)?bots\/[^/]+\/(?:notices|recentChats|insight|statistics|settings\/notification|enableMessagingApi|registerWebhookEndpoint|streaming|owners|tracking|audiences?|purchase|tags|useManualChat|info)(?:\/.*)?$/i,
    },
    {
      path: /^\/api\/v\d\/bots\/[^/]+\/(?:tags|chats\/[^/]+\/(?:read|useManualChat|markAsRead|typing|follow\w*|done|tags?|assign\w*|spam|pin)|streamingApiToken|csrfToken|notifications?)(?:\/.*)?$/i,
    },
    { path: /^\/(?:api\/)?(?:log|logs|csrf|beacon|metrics|v\d\/(?:userProperty|sse))(?:\/.*)?$/i },
    {
      path: /^\/api\/(?:v\d\/)?(?:bots\/[^/]+\/(?:settings|responseSettings|invitations|messages\/[^/]+\/typing)|me\/settings)(?:\/.*)?$/i,
    },
  ],
  evidence: [
    'manager.line.biz /api/bots/@…/broadcasts, chat.line.biz /api/v1/bots/…: seen in public clients',
  ],
};
