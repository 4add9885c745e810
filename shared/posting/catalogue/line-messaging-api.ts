/** LINE Messaging API: what a program of the city sends. Flex messages hold their text below `contents`. */
import type { Rule, Service } from '../service.ts';

const text = [
  'messages.text',
  'messages.altText',
  'messages.title',
  'messages.template.title',
  'messages.template.text',
  'messages.contents.body.contents.text',
];
const attachments = ['messages.originalContentUrl'];
const message = (kind: string, act: Rule['act']): Rule => ({
  path: new RegExp(`^/v2/bot/message/${kind}$`, 'i'),
  act,
  text,
  attachments,
});

export const lineMessagingApi: Service = {
  id: 'line-messaging-api',
  title: 'LINE Messaging API',
  hosts: ['api.line.me', 'api-data.line.me'],
  rules: [
    message('reply', 'reply'),
    message('push', 'message'),
    message('multicast', 'message'),
    message('narrowcast', 'message'),
    message('broadcast', 'post'),
    {
      path: /^\/v2\/bot\/richmenu(?:\/.*)?$/i,
      act: 'profile',
      text: ['name', 'chatBarText'],
      isFile: true,
    },
    { methods: ['DELETE'], path: /^\/v2\/bot\/richmenu\/.*$/i, act: 'delete' },
    { path: /^\/(?:v2\/oauth|oauth2\/v[\d.]+)\/\w+$/i, act: 'sign-in' },
  ],
  harmless: [
    {
      path: /^\/v2\/bot\/(?:message\/(?:validate|markAsRead|quota)|chat\/(?:loading|markAsRead)|user|channel\/webhook|audienceGroup|insight)(?:\/.*)?$/i,
    },
  ],
  evidence: [
    'developers.line.biz: Messaging API reference',
    'line/line-openapi: messaging-api.yml',
  ],
};
