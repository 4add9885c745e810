/** Ameba blog: the editor is a form. */
import type { Service } from '../service.ts';

const text = ['entry_title', 'entry_text'];

export const ameblo: Service = {
  id: 'ameblo',
  title: 'Ameba ブログ',
  hosts: [
    'blog.ameba.jp',
    'blogimgs.jp',
    'ucsmgr.ameba.jp',
    'ucsapi.ameba.jp',
    'ameblo.jp',
    'comment.ameba.jp',
    'iine.blog.ameba.jp',
    'profile.ameba.jp',
    'atomblog.ameba.jp',
  ],
  rules: [
    {
      path: /^\/ucs\/entry\/srventryinsertend(?:v?\d+)?(?:\.do)?$/i,
      act: 'post',
      format: 'html',
      text,
    },
    {
      path: /^\/ucs\/entry\/srventryinsertdraft(?:v?\d+)?(?:\.do)?$/i,
      act: 'upload',
      format: 'html',
      text,
    },
    {
      path: /^\/ucs\/entry\/srventryupdate(?:end|draft)(?:v?\d+)?(?:\.do)?$/i,
      act: 'edit',
      format: 'html',
      text,
    },
    { path: /^\/ucs\/entry\/srventrydelete\w*(?:\.do)?$/i, act: 'delete' },
    { path: /^\/(?:ucs\/(?:image|upload|img)|upload|api\/(?:image|upload))\/.*$/i, act: 'upload' },
    {
      path: /^\/(?:p\/)?(?:_api\/)?(?:blogcomments?|comments?)(?:[/;].*)?$/i,
      act: 'comment',
      text: ['commentText', 'comment_text', 'body', 'title'],
    },
    {
      path: /^\/form\/(?:insert|post|confirm\w*)$/i,
      hosts: ['comment.ameba.jp'],
      act: 'comment',
      text: ['title', 'comment', 'commentText', 'body'],
    },
    { path: /^\/servlet\/_atom\/image(?:\/.*)?$/i, hosts: ['atomblog.ameba.jp'], act: 'upload' },
    {
      path: /^\/servlet\/_atom\/blog(?:\/.*)?$/i,
      hosts: ['atomblog.ameba.jp'],
      act: 'post',
      format: 'html',
      text: ['title', 'content'],
    },
    {
      methods: ['PUT'],
      path: /^\/servlet\/_atom\/blog\/.*$/i,
      hosts: ['atomblog.ameba.jp'],
      act: 'edit',
      format: 'html',
      text: ['title', 'content'],
    },
    {
      methods: ['DELETE'],
      path: /^\/servlet\/_atom\/blog\/.*$/i,
      hosts: ['atomblog.ameba.jp'],
      act: 'delete',
    },
    {
      path: /^\/(?:ameba\/)?(?:edit|update)(?:\/.*)?$/i,
      hosts: ['profile.ameba.jp'],
      act: 'profile',
    },
    { path: /^\/ucs\/(?:profile|blog)\/.*$/i, act: 'profile' },
  ],
  harmless: [
    { path: /^\/ucs\/entry\/srventry(?:(?:insert|update)input|preview\w*)(?:\.do)?$/i },
    { path: /^/, hosts: ['iine.blog.ameba.jp'] },
    { path: /^\/(?:_api\/)?(?:iine|likes?|follow|log|stats|beacon)(?:\/.*)?$/i },
  ],
  evidence: [
    'atomblog.ameba.jp /servlet/_atom/blog, /servlet/_atom/image: seen in public clients',
    'blog.ameba.jp /ucs/entry/srventryinsertend.do, srventryupdateend.do, srventryinsertdraft.do: seen in public clients',
  ],
};
