/** LINE Messaging API: what a program of the city sends. */
import { referenceTo } from '../attachment.ts';
import type { Content } from '../content/content.ts';
import { joinTexts } from '../join-texts.ts';
import type { Act, Rule, Service } from '../service.ts';

const written = ['text', 'altText', 'title', 'label', 'address', 'displayText', 'fillInText'];
const maximumParts = 10_000;

/** Templates and Flex messages hold what is read at any depth: boxes in boxes, bubbles in carousels. */
function textsOf(messages: readonly unknown[]): string[] {
  const found: string[] = [];
  const waiting: unknown[] = [...messages].reverse();
  for (let seen = 0; waiting.length > 0 && seen < maximumParts; seen++) {
    const part = waiting.pop();
    if (typeof part !== 'object' || part === null) continue;
    const inside: unknown[] = [];
    for (const [name, value] of Object.entries(part)) {
      if (typeof value === 'string' && written.includes(name)) found.push(value);
      else inside.push(value);
    }
    waiting.push(...inside.slice(0, maximumParts).reverse());
  }
  return found;
}

const message = (kind: string, act: Act): Rule => ({
  path: new RegExp(`^/(?:v2/)?bot/(?:message|pnp)/${kind}$`, 'i'),
  act,
  postings: (content: Content) => [
    {
      act,
      text: joinTexts(textsOf(content.values('messages'))),
      account: null,
      attachments: content.texts('messages.originalContentUrl').map(referenceTo),
    },
  ],
});

export const lineMessagingApi: Service = {
  id: 'line-messaging-api',
  title: 'LINE Messaging API',
  hosts: ['api.line.me', 'api-data.line.me', 'notify-api.line.me'],
  rules: [
    message('reply', 'reply'),
    message('push', 'message'),
    message('multicast', 'message'),
    message('narrowcast', 'message'),
    message('broadcast', 'post'),
    {
      // To what services sell: a hospital's call, a notice of a mini app.
      path: /^\/message\/v3\/(?:multisend|notifier\/send)$/i,
      act: 'message',
      postings: (content: Content) => [
        {
          act: 'message',
          text: joinTexts([...textsOf(content.values('messages')), ...content.texts('params.*')]),
          account: null,
          attachments: [],
        },
      ],
    },
    {
      path: /^\/api\/notify$/i,
      hosts: ['notify-api.line.me'],
      act: 'message',
      text: ['message', '?message'],
    },
    { path: /^\/v1\/events$/i, act: 'message', text: ['content.text', 'content.messages.text'] },
    { path: /^\/v2\/bot\/richmenu\/(?:bulk|validate|batch|progress)(?:\/.*)?$/i, act: null },
    {
      methods: ['POST', 'PUT'],
      path: /^\/v2\/bot\/richmenu(?:\/.*)?$/i,
      act: 'profile',
      text: [
        'name',
        'chatBarText',
        'areas.action.label',
        'areas.action.text',
        'areas.action.displayText',
      ],
      isFile: true,
    },
    { methods: ['DELETE'], path: /^\/v2\/bot\/richmenu\/.*$/i, act: 'delete' },
    {
      path: /^\/v2\/bot\/coupon$/i,
      act: 'profile',
      text: ['title', 'description', 'usageCondition', 'couponCode'],
    },
    { path: /^\/(?:v2\/oauth|oauth2\/v[\d.]+)\/\w+$/i, act: 'sign-in' },
  ],
  harmless: [
    {
      path: /^\/v2\/bot\/(?:message\/(?:validate|markAsRead|quota)|chat\/(?:loading|markAsRead|[^/]+\/control)|channel\/detach|user|channel\/webhook|audienceGroup|insight|(?:group|room)\/[^/]+\/leave|coupon\/[^/]+\/close|membership)(?:\/.*)?$/i,
    },
    { path: /^\/(?:liff\/v\d\/apps|shop\/v\d\/mission)(?:\/.*)?$/i },
  ],
  evidence: [
    'developers.line.biz: Messaging API reference',
    'line/line-openapi: messaging-api.yml',
  ],
};
