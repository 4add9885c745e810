/** LINE Official Account Manager and its chat. A broadcast goes to every friend: a post. */
import type { Content } from '../content/content.ts';
import type { Act, Service } from '../service.ts';

const broadcastAct = (content: Content): Act => {
  if (content.texts('status')[0] === 'DRAFT') return 'upload';
  const isLater = content.has('scheduledDate') && content.texts('immediate')[0] !== 'true';
  return isLater ? 'schedule' : 'post';
};
const balloons = ['balloons.text', 'balloons.altText', 'title', 'text'];

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
  ],
  accountInPath: /\/bots\/([^/]+)/i,
  rules: [
    { path: /^\/api\/bots\/[^/]+\/broadcasts$/i, act: broadcastAct, text: balloons },
    {
      methods: ['POST', 'PUT', 'PATCH'],
      path: /^\/api\/bots\/[^/]+\/broadcasts\/[^/]+$/i,
      act: 'edit',
      text: balloons,
    },
    {
      methods: ['DELETE'],
      path: /^\/api\/bots\/[^/]+\/(?:broadcasts|timeline)(?:\/.*)?$/i,
      act: 'delete',
    },
    {
      path: /^\/api\/bots\/[^/]+\/timeline\/drafts(?:\/.*)?$/i,
      act: 'upload',
      text: ['text', 'content.text'],
    },
    {
      path: /^\/api\/bots\/[^/]+\/timeline(?:\/.*)?$/i,
      act: 'post',
      text: ['text', 'content.text'],
    },
    {
      methods: ['POST', 'PUT'],
      path: /^\/api\/bots\/[^/]+\/(?:autoResponses?|greetingMessage|richMessages|richMenus|cardTypeMessages|coupons|surveys|profile)(?:\/.*)?$/i,
      act: 'profile',
      text: [...balloons, 'name', 'description'],
    },
    {
      path: /^\/api\/(?:v1\/)?bots\/[^/]+\/(?:contents?|images?|videos?|media|upload\w*)(?:\/.*)?$/i,
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
      path: /^\/api\/bots\/[^/]+\/(?:notices|recentChats|insight|statistics|settings\/notification)(?:\/.*)?$/i,
    },
    {
      path: /^\/api\/v\d\/bots\/[^/]+\/(?:chats\/[^/]+\/(?:read|markAsRead|typing|follow\w*|done|tags?|assign\w*|spam|pin)|streamingApiToken|csrfToken|notifications?)(?:\/.*)?$/i,
    },
    { path: /^\/(?:api\/)?(?:log|logs|csrf|beacon|metrics)(?:\/.*)?$/i },
  ],
  evidence: [
    'manager.line.biz /api/bots/@…/broadcasts, chat.line.biz /api/v1/bots/…: seen in public clients',
  ],
};
