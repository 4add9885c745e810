/** Hatena Blog: AtomPub for programs, a form for the editor. */
import type { Content } from '../content/content.ts';
import type { Act, Service } from '../service.ts';

const isDraft = (content: Content) =>
  content.texts('draft')[0]?.trim() === 'yes' || content.texts('is_draft')[0] === '1';
const atomAct =
  (act: Act) =>
  (content: Content): Act => {
    if (!isDraft(content)) return act;
    return content.texts('scheduled')[0]?.trim() === 'yes' ? 'schedule' : 'upload';
  };
const text = ['title', 'content', 'summary', 'body'];

export const hatenaBlog: Service = {
  id: 'hatena-blog',
  title: 'はてなブログ',
  hosts: ['blog.hatena.ne.jp', 'd.hatena.ne.jp'],
  accountInPath: /^\/([\w-]+)\//,
  rules: [
    {
      path: /^\/[^/]+\/[^/]+\/atom\/(?:entry|page)$/i,
      act: atomAct('post'),
      format: 'html',
      text,
    },
    {
      methods: ['PUT'],
      path: /^\/[^/]+\/[^/]+\/atom\/(?:entry|page)\/[\w/]+$/i,
      act: atomAct('edit'),
      format: 'html',
      text,
    },
    { methods: ['DELETE'], path: /^\/[^/]+\/[^/]+\/atom\/(?:entry|page)\/[\w/]+$/i, act: 'delete' },
    // The diary before it.
    { path: /^\/[^/]+\/atom\/blog$/i, act: 'post', format: 'html', text },
    { path: /^\/[^/]+\/atom\/draft$/i, act: 'upload', format: 'html', text },
    {
      methods: ['PUT'],
      path: /^\/[^/]+\/atom\/(?:blog|draft)\/.+$/i,
      act: 'edit',
      format: 'html',
      text,
    },
    { methods: ['DELETE'], path: /^\/[^/]+\/atom\/(?:blog|draft)\/.+$/i, act: 'delete' },
    {
      path: /^\/[^/]+\/[^/]+\/edit$/i,
      act: (content): Act => {
        if (isDraft(content)) return 'upload';
        return content.has('entry') || content.has('?entry') ? 'edit' : 'post';
      },
      format: 'html',
      text,
    },
    { path: /^\/[^/]+\/[^/]+\/(?:edit\/)?delete(?:\/.*)?$/i, act: 'delete' },
    {
      path: /^\/[^/]+\/[^/]+\/(?:api\/)?entry\/\d+\/comments?$/i,
      act: 'comment',
      format: 'html',
      text,
    },
    { path: /^\/[^/]+\/[^/]+\/config(?:\/.*)?$/i, act: 'profile', text: ['title', 'description'] },
  ],
  harmless: [
    {
      path: /^\/(?:(?:api|-)\/(?:log|init|track)|[^/]+\/[^/]+\/(?:preview|api\/(?:autosave_status|star)))(?:\/.*)?$/i,
    },
  ],
  evidence: ['developer.hatena.ne.jp: はてなブログ AtomPub', 'RFC 5023'],
};
