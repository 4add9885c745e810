/** Misskey and its kin, on any host. Everything is a POST, reading too. */
import type { Content } from '../content/content.ts';
import type { Act, Service } from '../service.ts';

const noteAct = (content: Content): Act => {
  if (content.texts('visibility')[0] === 'specified') return 'message';
  if (content.has('replyId')) return 'reply';
  if (!content.has('renoteId')) return 'post';
  const adds = ['text', 'cw', 'fileIds', 'mediaIds', 'poll'].some((path) => content.has(path));
  return adds ? 'quote' : 'repost';
};

/** Of galleries, pages and plays. */
const pageText = [
  'title',
  'name',
  'description',
  'summary',
  'content.text',
  'content.children.text',
  'script',
];

export const misskey: Service = {
  id: 'misskey',
  title: 'Misskey',
  hosts: ['misskey.io', 'misskey.design', 'misskey.dev', 'nijimiss.moe', 'submarin.online'],
  shape:
    /^\/api\/(?:notes\/(?:create|edit|update|delete|unrenote|timeline|drafts\/create)|drive\/files\/create|i\/update|chat\/messages\/create-to-(?:user|room)|messaging\/messages\/create)$/i,
  rules: [
    {
      path: /^\/api\/notes\/create$/i,
      act: noteAct,
      text: ['text', 'cw', 'poll.choices'],
      attachments: ['fileIds', 'mediaIds'],
    },
    { path: /^\/api\/notes\/(?:edit|update)$/i, act: 'edit', text: ['text', 'cw'] },
    { path: /^\/api\/notes\/(?:schedule\/)?(?:delete|unrenote)$/i, act: 'delete' },
    {
      path: /^\/api\/notes\/schedule\/create$/i,
      act: 'schedule',
      text: ['text', 'cw', 'poll.choices'],
      attachments: ['fileIds'],
    },
    {
      path: /^\/api\/notes\/drafts\/(?:create|update)$/i,
      // A draft that has its time leaves by itself.
      act: (content) => (content.has('isActuallyScheduled') ? 'schedule' : 'upload'),
      text: ['text', 'cw', 'poll.choices'],
      attachments: ['fileIds'],
    },
    {
      path: /^\/api\/drive\/files\/(?:create|upload-from-url|update)$/i,
      act: 'upload',
      text: ['comment', 'name'],
    },
    {
      path: /^\/api\/(?:messaging\/messages\/create|chat\/messages\/create-to-(?:user|room))$/i,
      act: 'message',
      text: ['text'],
    },
    { path: /^\/api\/admin\/send-email$/i, act: 'message', text: ['subject', 'text'] },
    { path: /^\/api\/admin\/announcements\/delete$/i, act: 'delete' },
    {
      path: /^\/api\/admin\/update-meta$/i,
      act: 'profile',
      text: ['name', 'shortName', 'description', 'serverRules'],
    },
    {
      path: /^\/api\/i\/update$/i,
      act: 'profile',
      text: ['name', 'description', 'location', 'fields.name', 'fields.value'],
    },
    {
      path: /^\/api\/(?:gallery\/posts|pages|flash)\/create$/i,
      act: 'post',
      text: pageText,
    },
    {
      path: /^\/api\/(?:gallery\/posts|pages|flash)\/update$/i,
      act: 'edit',
      text: pageText,
    },
    { path: /^\/api\/(?:gallery\/posts|pages|flash)\/delete$/i, act: 'delete' },
    {
      path: /^\/api\/(?:clips|channels|chat\/rooms|admin\/announcements)\/(?:create|update)$/i,
      act: 'profile',
      text: ['name', 'title', 'description', 'text'],
    },
    {
      path: /^\/api\/(?:signin(?:-flow)?|signin-with-passkey|signup(?:-pending)?|(?:request-)?reset-password|miauth\/(?:gen-token|[^/]+\/check)|verify-email|admin\/accounts\/(?:create|delete)|auth\/[\w/-]+)$/i,
      act: 'sign-in',
    },
  ],
  harmless: [
    {
      path: /^\/api\/notes(?:\/(?!schedule\/create|create|edit|update|delete|unrenote)[\w/-]+)?$/i,
    },
    {
      path: /^\/api\/(?:i|drive|messaging|chat|gallery|pages|flash|clips|antennas|channels)(?:\/[\w/-]+)?$/i,
      when: (content) => !content.has('text') && content.files.length === 0,
    },
    {
      path: /^\/api\/(?:meta|stats|users|notifications|following|blocking|mute|hashtags|emojis?|announcements|sw|roles|get-online-users-count|endpoints?|retention|my|page-push|export-custom-emojis|fetch-external-resources|test|federation|username|ping|fetch-rss|charts|renote-mute|app|ap|pinned-users|promo|server-info|invite|bubble-game|reversi|email-address|admin\/(?:announcements\/list|accounts\/find-by-email|(?!announcements|accounts)[\w-]+)|get-\w[\w-]*|v2\/admin)(?:\/[\w/-]+)?$/i,
    },
  ],
  harmlessMessage: (content) =>
    content
      .texts('type')
      .some((type) =>
        /^(?:connect|disconnect|h|s|sn|sr|un|subNote|unsubNote|readNotification)$/.test(type),
      ),
  evidence: [
    'misskey-dev/misskey: packages/backend/src/server/api/stream/Connection.ts',
    'misskey-dev/misskey: packages/backend/src/server/api/endpoints',
    'misskey-dev/misskey: note_draft.scheduledAt, isActuallyScheduled (migration ScheduledPost)',
  ],
};
