/** Tumblr: posts are blocks (NPF), in the site and in the API alike; the older API takes a form. */
import type { Content } from '../content/content.ts';
import type { Act, Rule, Service } from '../service.ts';

/** What a block says: text, a picture's description, a link, a poll. */
const block = [
  'text',
  'alt_text',
  'caption',
  'title',
  'description',
  'question',
  'answers.answer_text',
];
const text = [
  'title',
  'body',
  'caption',
  'quote',
  'source',
  'description',
  'conversation',
  'comment',
  'tags',
  ...block.map((each) => `content.${each}`),
  ...block.map((each) => `json.content.${each}`),
  'json.tags',
];

const stateAct = (content: Content): Act | null => {
  const [state] = [...content.texts('state'), ...content.texts('json.state')];
  if (state === 'draft' || state === 'private') return 'upload';
  return state === 'queue' || state === 'queued' ? 'schedule' : null;
};
const postAct = (content: Content): Act => {
  const isReblog = ['reblog_key', 'parent_post_id', 'json.reblog_key'].some((path) =>
    content.has(path),
  );
  if (!isReblog) return stateAct(content) ?? 'post';
  return content.has('content.text') || content.has('json.content.text') ? 'quote' : 'repost';
};
const blog = (path: string) => new RegExp(`^/(?:api/)?v2/blog/[^/]+/${path}$`, 'i');
const rule = (path: string, act: Rule['act'], methods?: Rule['methods']): Rule => ({
  path: blog(path),
  act,
  text,
  ...(methods && { methods }),
});

export const tumblr: Service = {
  id: 'tumblr',
  title: 'Tumblr',
  hosts: ['*.tumblr.com'],
  accountInPath: /\/v2\/blog\/([^/]+)/i,
  rules: [
    rule('posts', postAct),
    rule('posts/\\d+', (content) => stateAct(content) ?? 'edit', ['PUT', 'POST']),
    rule('posts/\\d+', 'delete', ['DELETE']),
    rule('post', (content) => stateAct(content) ?? 'post'),
    rule('post/edit', 'edit'),
    rule('post/delete', 'delete'),
    rule('post/reblog', (content) => (content.has('comment') ? 'quote' : 'repost')),
    {
      path: /^\/(?:api\/)?v2\/(?:media|blog\/[^/]+\/media)(?:\/.*)?$/i,
      act: 'upload',
      isFile: true,
    },
    {
      path: /^\/(?:api\/v2\/(?:user|blog\/[^/]+)|v2\/(?:user|blog\/[^/]+)|svc)\/post\/reply$/i,
      act: 'comment',
      text: ['reply_text', 'replyText', 'text'],
    },
    { path: blog('ask'), act: 'comment', text: ['question', 'text', 'content.text'] },
    // The site before, and the API before it.
    {
      path: /^\/(?:svc\/post\/update|api\/write)$/i,
      act: (content): Act => stateAct(content) ?? 'post',
      text: ['post[one]', 'post[two]', 'post[three]', 'post[tags]', ...text],
    },
    { path: /^\/(?:svc\/post|api)\/delete$/i, act: 'delete' },
    { path: /^\/svc\/post\/upload_\w+$/i, act: 'upload' },
    {
      path: /^\/(?:(?:api\/)?v2|svc)\/conversations(?:\/messages)?$/i,
      act: 'message',
      text: ['message', 'text'],
    },
    {
      path: blog('settings'),
      methods: ['POST', 'PUT'],
      act: 'profile',
      text: ['title', 'description'],
    },
    {
      path: /^\/(?:api\/v2\/(?:oauth2|login|session)|login|v2\/oauth2|oauth)(?:\/.*)?$/i,
      act: 'sign-in',
    },
  ],
  harmless: [
    {
      path: /^\/(?:api\/)?v2\/(?:user\/(?:like|unlike|follow|unfollow|filtered_\w+|tags)|notifications|log|logging|timeline|rtb|config|blog\/[^/]+\/(?:blocks|notifications|followed_by|conversations\/read|posts\/(?:queue\/\w+|\d+\/mute)))(?:\/.*)?$/i,
    },
    {
      path: /^\/(?:services\/(?:cslog|bblog)|cslog|svc\/(?:log|(?:un)?like|(?:un)?follow)|impixu)(?:\/.*)?$/i,
    },
    {
      path: /^\/(?:api\/)?v2\/(?:user\/(?:counts|dashboard|info|likes)|recommended|polls|blog\/[^/]+\/(?:followers|block|info|posts\/(?:pin|unpin|\d+\/notes)))(?:\/.*)?$/i,
    },
  ],
  evidence: [
    'tumblr/docs: api.md @708be10978b23e29eb4bc97109dd11f30be3e12b',
    'www.tumblr.com /api/v2/blog/…/posts: seen in public clients',
  ],
};
