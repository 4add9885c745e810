/** Ameba blog: the editor is a form. */
import type { Service } from '../service.ts';

const text = ['entry_title', 'entry_text'];

export const ameblo: Service = {
  id: 'ameblo',
  title: 'Ameba ブログ',
  hosts: ['blog.ameba.jp', 'blogimgs.jp', 'ucsmgr.ameba.jp', 'ameblo.jp', 'comment.ameba.jp'],
  rules: [
    { path: /^\/ucs\/entry\/srventryinsertend1?(?:\.do)?$/i, act: 'post', format: 'html', text },
    {
      path: /^\/ucs\/entry\/srventryinsertdraft(?:\.do)?$/i,
      act: 'upload',
      format: 'html',
      text,
    },
    {
      path: /^\/ucs\/entry\/srventryupdate(?:end1?|draft)(?:\.do)?$/i,
      act: 'edit',
      format: 'html',
      text,
    },
    { path: /^\/ucs\/entry\/srventrydelete\w*(?:\.do)?$/i, act: 'delete' },
    { path: /^\/(?:ucs\/(?:image|upload|img)|upload)\/.*$/i, act: 'upload' },
    {
      path: /^\/(?:p\/)?(?:_api\/)?(?:blogcomments?|comment)(?:\/.*)?$/i,
      act: 'comment',
      text: ['commentText', 'comment_text', 'body', 'title'],
    },
    { path: /^\/ucs\/(?:profile|blog)\/.*$/i, act: 'profile' },
  ],
  harmless: [
    { path: /^\/ucs\/entry\/srventry(?:insert|update)input(?:\.do)?$/i },
    { path: /^\/(?:_api\/)?(?:iine|likes?|follow|log|stats|beacon)(?:\/.*)?$/i },
  ],
  evidence: [
    'blog.ameba.jp /ucs/entry/srventryinsertend.do, srventryupdateend.do, srventryinsertdraft.do: seen in public clients',
  ],
};
