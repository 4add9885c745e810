/** 5ch and the boards of its kind. The form is Shift_JIS; a few take UTF-8. */
import type { Service } from '../service.ts';

export const fiveChannel: Service = {
  id: '5ch',
  title: '5ちゃんねる・2ちゃんねる型掲示板',
  hosts: ['*.5ch.net', '*.5ch.io', '*.2ch.sc', '*.bbspink.com', '*.open2ch.net', '*.2ch.net'],
  shape: /^\/test\/(?:sub)?bbs\.cgi(?:\?|$)/i,
  charset: 'shift_jis',
  rules: [
    { path: /^\/test\/(?:sub)?bbs\.cgi$/i, act: 'post', text: ['subject', 'MESSAGE'] },
    { path: /^\/test\/(?:upload|img)\.(?:cgi|php)$/i, act: 'upload' },
  ],
  harmless: [{ path: /^\/(?:cgi-bin|log|ajax\/(?:log|view))(?:\/.*)?$/i }],
  evidence: [
    '/test/bbs.cgi with bbs, key, time, FROM, mail, MESSAGE, submit: seen in public readers (専用ブラウザー)',
  ],
};
