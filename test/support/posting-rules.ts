/** Posting rules of a small city, after the design's example. */
import { compilePosting } from '../../shared/policy/compile-posting.ts';
import type { AskedPosting, PostingContext } from '../../shared/policy/decide-posting.ts';
import type { PostingRule } from '../../shared/policy/posting-schema.ts';

export const levels = ['3A', '3B', '3C', '2', '1'];

export const exampleRule: PostingRule = {
  service: 'bluesky',
  responsible: 'tanaka',
  accounts: [
    { name: 'yokote.example', ids: ['did:plc:yokote'], posters: ['tanaka', 'suzuki'] },
    { name: '@shobo', posters: ['sato'] },
  ],
  units: ['総務企画部', '消防本部'],
  topics: ['行政情報', 'イベント', '防災'],
  hours: {
    days: ['mon', 'tue', 'wed', 'thu', 'fri'],
    from: '08:30',
    to: '17:15',
    holidays: 'closed',
  },
  approval: 'after',
  unknownAccount: 'block',
};

export function compileExample(
  changes: Partial<PostingRule> = {},
  mode: 'observe' | 'enforce' = 'enforce',
) {
  return compilePosting([{ ...exampleRule, ...changes }], { mode, levels });
}

export const posting: AskedPosting = {
  service: 'bluesky',
  by: 'host',
  act: 'post',
  text: '明日は雪まつりです',
  account: 'did:plc:yokote',
};

/** Tuesday, 2026-11-24, 10:00 in Japan: between a holiday and a Wednesday. */
export const context: PostingContext = {
  user: 'tanaka',
  unit: '総務企画部',
  at: Date.parse('2026-11-24T10:00:00+09:00'),
  findings: [],
  level: null,
  topic: null,
  isApproved: false,
};
