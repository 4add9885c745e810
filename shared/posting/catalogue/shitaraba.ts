/** したらば boards. The form is EUC-JP. */
import type { Service } from '../service.ts';

export const shitaraba: Service = {
  id: 'shitaraba',
  title: 'したらば掲示板',
  hosts: ['jbbs.shitaraba.net', 'jbbs.livedoor.jp', 'rentalbbs.shitaraba.com'],
  charset: 'euc-jp',
  rules: [
    { path: /^\/bbs\/write\.cgi(?:\/.*)?$/i, act: 'post', text: ['SUBJECT', 'MESSAGE'] },
    { path: /^\/bbs\/(?:delete|cgi)\.cgi(?:\/.*)?$/i, act: 'delete' },
  ],
  harmless: [{ path: /^\/(?:bbs\/(?:rawmode|read|subject)\.cgi|log)(?:\/.*)?$/i }],
  evidence: [
    '/bbs/write.cgi/ with DIR, BBS, KEY, NAME, MAIL, MESSAGE: seen in public readers (専用ブラウザー)',
  ],
};
