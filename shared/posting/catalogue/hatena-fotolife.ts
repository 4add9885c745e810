/** Hatena Fotolife: pictures for Hatena's blogs, by AtomPub. */
import type { Service } from '../service.ts';

export const hatenaFotolife: Service = {
  id: 'hatena-fotolife',
  title: 'はてなフォトライフ',
  hosts: ['f.hatena.ne.jp'],
  rules: [
    {
      methods: ['POST', 'PUT'],
      path: /^\/atom(?:\/.*)?$/i,
      act: 'upload',
      text: ['title'],
      isFile: true,
    },
    { methods: ['DELETE'], path: /^\/atom\/.*$/i, act: 'delete' },
    { path: /^\/[\w-]+\/(?:up|upload|haiku)$/i, act: 'upload', text: ['title', 'fototitle1'] },
    { path: /^\/[\w-]+\/(?:delete|\d+\/delete)$/i, act: 'delete' },
  ],
  harmless: [{ path: /^\/(?:api|tools|star)(?:\/.*)?$/i }],
  evidence: ['developer.hatena.ne.jp: はてなフォトライフ AtomAPI'],
};
