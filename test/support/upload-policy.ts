/** A policy of a small city that looks at uploads, after the design's example. */
import { compilePolicy } from '../../shared/policy/compile.ts';
import type { Policy } from '../../shared/policy/schema.ts';
import { smallPolicy } from './small-policy.ts';

export const uploadPolicy = smallPolicy({
  units: ['総務企画部', '教育委員会'],
  intercept: { default: true, except: [{ match: 'myna.go.jp', reason: '利用者証明' }] },
  destinations: {
    default: 'allow',
    lists: [
      {
        id: 'public-bodies',
        title: '国・自治体',
        action: 'allow',
        owner: '情報政策課',
        reason: '業務',
        entries: ['lg.jp', { match: 'go.jp', units: ['総務企画部'] }],
      },
    ],
  },
  uploads: {
    levelOf: { 'individual-number': '3A', 'mark:部外秘': '2' },
    rules: [
      { level: ['3A', '3B', '3C'], to: 'any', action: 'block', clause: '7-2' },
      { level: ['2'], to: 'registered', action: 'warn', clause: '8-3' },
      { level: ['2'], to: 'list:public-bodies', action: 'allow' },
      { level: ['2'], to: 'any', action: 'block' },
      { level: ['1'], to: 'board.example/forum', action: 'block' },
      { inspected: false, types: ['png'], to: 'any', action: 'warn' },
      { inspected: false, to: 'archive.example', action: 'allow' },
    ],
    default: 'allow',
  },
  services: [
    {
      id: 'storage-a',
      title: '例ストレージ',
      hosts: ['storage.example'],
      functions: ['view', 'upload'],
      highest: '2',
      units: ['総務企画部'],
      responsible: 'tanaka',
      reviewBy: '2027-03-31',
    },
    {
      id: 'reader',
      title: '閲覧だけ',
      hosts: ['reader.example'],
      functions: ['view'],
      responsible: 'tanaka',
    },
  ],
});

export function compileUploadPolicy(changes: Partial<Policy> = {}) {
  return compilePolicy({ ...uploadPolicy, ...changes });
}
