/** Hatena Blog: AtomPub for programs, a form for the editor. */
import type { Content } from '../content/content.ts';
import type { Act, Service } from '../service.ts';

const isDraft = (content: Content) =>
  content.texts('draft')[0]?.trim() === 'yes' || content.texts('is_draft')[0] === '1';
const text = ['title', 'content', 'summary', 'body'];

export const hatenaBlog: Service = {
  id: 'hatena-blog',
  title: 'はてなブログ',
  hosts: ['blog.hatena.ne.jp'],
  accountInPath: /^\/([\w-]+)\//,
  rules: [
    {
      path: /^\/[^/]+\/[^/]+\/atom\/(?:entry|page)$/i,
      act: (content): Act => (isDraft(content) ? 'upload' : 'post'),
      format: 'html',
      text,
    },
    {
      methods: ['PUT'],
      path: /^\/[^/]+\/[^/]+\/atom\/(?:entry|page)\/\w+$/i,
      act: (content): Act => (isDraft(content) ? 'upload' : 'edit'),
      format: 'html',
      text,
    },
    { methods: ['DELETE'], path: /^\/[^/]+\/[^/]+\/atom\/(?:entry|page)\/\w+$/i, act: 'delete' },
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
      path: /^\/(?:api\/(?:log|init|track)|[^/]+\/[^/]+\/(?:preview|api\/(?:autosave_status|star)))(?:\/.*)?$/i,
    },
  ],
  evidence: ['developer.hatena.ne.jp: はてなブログ AtomPub', 'RFC 5023'],
};
