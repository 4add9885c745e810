/** したらば boards. The form is EUC-JP. */
import type { Service } from '../service.ts';

export const shitaraba: Service = {
  id: 'shitaraba',
  title: 'したらば掲示板',
  hosts: [
    'jbbs.shitaraba.net',
    'jbbs.shitaraba.com',
    'jbbs.livedoor.jp',
    'jbbs.livedoor.com',
    'rentalbbs.shitaraba.com',
    'cms.jbbs.shitaraba.net',
  ],
  charset: 'euc-jp',
  rules: [
    { path: /^\/bbs\/write\.cgi(?:\/.*)?$/i, act: 'post', text: ['SUBJECT', 'MESSAGE', 'NAME'] },
    { path: /^\/bbs\/upload\.cgi(?:\/.*)?$/i, act: 'upload' },
    { path: /^\/login(?:\/.*)?$/i, act: 'sign-in' },
    { path: /^\/\w+\/\d+\/config(?:\/.*)?$/i, hosts: ['cms.jbbs.shitaraba.net'], act: 'profile' },
    { path: /^\/bbs\/(?:delete|cgi)\.cgi(?:\/.*)?$/i, act: 'delete' },
  ],
  harmless: [
    { path: /^\/(?:bbs\/(?:rawmode|read|read_archive|subject|search)\.cgi|log)(?:\/.*)?$/i },
  ],
  evidence: [
    '/bbs/write.cgi/ with DIR, BBS, KEY, NAME, MAIL, MESSAGE: seen in public readers (専用ブラウザー)',
  ],
};
