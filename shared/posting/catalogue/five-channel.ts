/** 5ch and the boards of its kind. The form is Shift_JIS; a few take UTF-8. */
import type { Service } from '../service.ts';

export const fiveChannel: Service = {
  id: '5ch',
  title: '5ちゃんねる・2ちゃんねる型掲示板',
  hosts: [
    '*.5ch.net',
    '*.5ch.io',
    '*.2ch.sc',
    '*.bbspink.com',
    '*.open2ch.net',
    '*.2ch.net',
    '*.next2ch.net',
  ],
  shape: /^(?:\/[\w-]+)?\/test\/(?:sub)?bbs\.cgi(?:\?|$)/i,
  charset: 'shift_jis',
  rules: [
    {
      path: /^(?:\/[\w-]+)?\/test\/(?:sub)?bbs\.cgi$/i,
      act: 'post',
      text: ['subject', 'MESSAGE', 'FROM'],
    },
    { path: /^\/test\/delete\.cgi$/i, act: 'delete' },
    { path: /^\/v\d\/auth$/i, hosts: ['api.5ch.net', 'api.5ch.io'], act: 'sign-in' },
    { path: /^\/log$/i, hosts: ['uplift.5ch.net', 'uplift.5ch.io'], act: 'sign-in' },
    { path: /^\/test\/(?:upload|img)\.(?:cgi|php)$/i, act: 'upload' },
  ],
  harmless: [{ path: /^\/(?:cgi-bin|log|search|ajax\/(?:log|view)|test\/read\.cgi)(?:\/.*)?$/i }],
  evidence: [
    '/test/bbs.cgi with bbs, key, time, FROM, mail, MESSAGE, submit: seen in public readers (専用ブラウザー)',
  ],
};
