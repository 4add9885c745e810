import { describe, expect, it } from 'vitest';
import {
  type AskedPosting,
  decidePosting,
  type PostingContext,
} from '../../../shared/policy/decide-posting.ts';
import type { PostingRule } from '../../../shared/policy/posting-schema.ts';
import { compileExample, context, posting } from '../../support/posting-rules.ts';

const id = 'AAAA-AAAA-AAAA-AAAA';
interface Row {
  rule?: Partial<PostingRule>;
  posting?: Partial<AskedPosting>;
  context?: Partial<PostingContext>;
}
const decideRow = (row: Row) =>
  decidePosting(
    compileExample(row.rule),
    { ...posting, ...row.posting },
    { ...context, ...row.context },
    id,
  );
const at = (text: string) => ({ at: Date.parse(text) });
const account = { name: 'yokote.example', ids: ['did:plc:yokote'], posters: ['tanaka'] };
const inTerm = (term: { from?: string; until?: string }): Partial<PostingRule> => ({
  accounts: [{ ...account, posters: [{ user: 'tanaka', ...term }] }],
});
const suspended = (term: { from?: string; until?: string }): Partial<PostingRule> => ({
  accounts: [{ ...account, suspended: { ...term, reason: '乗っ取りの疑い' } }],
});

describe('the register decides', () => {
  it.each<[string, Row, string, string, string?]>([
    [
      'blocks a poster before the term',
      { rule: inTerm({ from: '2026-11-25' }) },
      'block',
      'not-a-poster',
      'posting/bluesky/yokote.example/posters',
    ],
    [
      'allows a poster on the last day',
      { rule: inTerm({ until: '2026-11-24' }) },
      'allow',
      'posting-rules',
    ],
    [
      'blocks a poster on the day after',
      { rule: inTerm({ until: '2026-11-23' }) },
      'block',
      'not-a-poster',
    ],
    [
      'asks for the term even where any account may be used',
      {
        rule: { ...inTerm({ until: '2026-11-23' }), unknownAccount: 'allow' },
        posting: { account: null },
      },
      'block',
      'not-a-poster',
      'posting/bluesky/posters',
    ],
    [
      'blocks an account that is suspended',
      { rule: suspended({}) },
      'block',
      'account-suspended',
      'posting/bluesky/yokote.example/suspended',
    ],
    ['not before it is', { rule: suspended({ from: '2026-11-25' }) }, 'allow', 'posting-rules'],
    ['not after it was', { rule: suspended({ until: '2026-11-23' }) }, 'allow', 'posting-rules'],
    [
      'blocks an upload for it as well',
      { rule: suspended({}), posting: { act: 'upload' } },
      'block',
      'account-suspended',
    ],
    [
      'and a write that is not known, where that row lets it through',
      { rule: { ...suspended({}), unknownWrite: 'allow' }, posting: { act: 'unknown-write' } },
      'block',
      'account-suspended',
    ],
    [
      'and an account that nobody could tell, where all are suspended',
      { rule: { ...suspended({}), unknownAccount: 'allow' }, posting: { account: null } },
      'block',
      'account-suspended',
      'posting/bluesky/suspended',
    ],
    [
      'but a mistake of a suspended account may be deleted',
      { rule: suspended({}), posting: { act: 'delete' } },
      'allow',
      'posting-rules',
    ],
    [
      'asks for no topic where nothing is written',
      { context: { topic: null } },
      'allow',
      'posting-rules',
    ],
    [
      'warns where no topic was picked and the row says so',
      { rule: { topicMissing: 'warn' } },
      'warn',
      'topic-missing',
      'posting/bluesky/topics',
    ],
    ['blocks without a topic', { rule: { topicMissing: 'block' } }, 'block', 'topic-missing'],
    [
      'takes a topic of another service for none',
      { rule: { topicMissing: 'block' }, context: { topic: '観光' } },
      'block',
      'topic-missing',
    ],
    [
      'allows one of its topics',
      { rule: { topicMissing: 'block' }, context: { topic: '防災' } },
      'allow',
      'posting-rules',
    ],
    [
      'asks a deletion for no topic',
      { rule: { topicMissing: 'block' }, posting: { act: 'delete' } },
      'allow',
      'posting-rules',
    ],
    [
      'asks a profile for no topic',
      { rule: { topicMissing: 'block' }, posting: { act: 'profile' } },
      'allow',
      'posting-rules',
    ],
    [
      'names the hours before the topic',
      { rule: { topicMissing: 'block' }, context: at('2026-11-28T10:00:00+09:00') },
      'block',
      'outside-hours',
    ],
  ])('%s', (_, row, action, reason, rule) => {
    const decision = decideRow(row);
    expect(decision).toMatchObject({ action, reason, id });
    if (rule !== undefined) expect(decision.rule).toBe(rule);
  });
});
