import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AskedPosting,
  decidePosting,
  type PostingContext,
} from '../../../shared/policy/decide-posting.ts';
import type { PostingRule } from '../../../shared/policy/posting-schema.ts';
import { acts } from '../../../shared/posting/service.ts';
import { compileExample, context, posting } from '../../support/posting-rules.ts';

const id = 'AAAA-AAAA-AAAA-AAAA';
interface Row {
  rule?: Partial<PostingRule>;
  posting?: Partial<AskedPosting>;
  context?: Partial<PostingContext>;
}
const decideRow = (row: Row, mode: 'observe' | 'enforce' = 'enforce') =>
  decidePosting(
    compileExample(row.rule, mode),
    { ...posting, ...row.posting },
    { ...context, ...row.context },
    id,
  );
const number = [{ kind: 'individual-number' }];

describe('what a posting holds is decided', () => {
  it.each<[string, Row, string, string, (string | null)?]>([
    [
      'blocks an upload with a finding',
      { posting: { act: 'upload' }, context: { findings: number } },
      'block',
      'forbidden-content',
    ],
    [
      'blocks a finding',
      { context: { findings: number } },
      'block',
      'forbidden-content',
      'posting/bluesky/forbidden/individual-number',
    ],
    [
      'warns of a finding where the rule says so',
      { rule: { forbidden: { action: 'warn' } }, context: { findings: number } },
      'warn',
      'forbidden-content',
    ],
    [
      'passes a kind that the rule does not name',
      { rule: { forbidden: { findings: ['payment-card'] } }, context: { findings: number } },
      'allow',
      'posting-rules',
    ],
    [
      'blocks level 2',
      { context: { level: '2' } },
      'block',
      'forbidden-content',
      'posting/bluesky/forbidden/level/2',
    ],
    ['blocks what is above level 2', { context: { level: '3A' } }, 'block', 'forbidden-content'],
    ['allows level 1', { context: { level: '1' } }, 'allow', 'posting-rules'],
    [
      'allows level 2 where the rule begins higher',
      { rule: { forbidden: { level: '3C' } }, context: { level: '2' } },
      'allow',
      'posting-rules',
    ],
    [
      'blocks a word, in whatever width and spacing',
      { rule: { forbidden: { words: ['ABC事業'] } }, posting: { text: 'Ａｂｃ 事業です' } },
      'block',
      'forbidden-content',
      'posting/bluesky/forbidden/words[0]',
    ],
    [
      'blocks a shortened URL',
      { posting: { text: '詳しくは https://bit.ly/3abc' } },
      'block',
      'shortened-url',
      'posting/bluesky/forbidden/shorteners',
    ],
    [
      'allows a shortened URL where the rule says so',
      { rule: { forbidden: { shorteners: 'allow' } }, posting: { text: 'https://bit.ly/3abc' } },
      'allow',
      'posting-rules',
    ],
    [
      'blocks a shortener that the rule adds',
      {
        rule: { forbidden: { shortenerHosts: ['lin.ee'] } },
        posting: { text: 'https://lin.ee/abc' },
      },
      'block',
      'shortened-url',
    ],
  ])('%s', (_, row, action, reason, rule) => {
    const decision = decideRow(row);
    expect(decision).toMatchObject({ action, reason, id });
    if (rule !== undefined) expect(decision.rule).toBe(rule);
  });
});

describe('for every posting', () => {
  const anyPosting = fc.record({
    service: fc.constantFrom('bluesky', 'x'),
    by: fc.constantFrom('host' as const, 'shape' as const),
    act: fc.constantFrom(...acts),
    text: fc.string(),
    account: fc.constantFrom(null, 'did:plc:yokote', '@shobo', 'other'),
  });
  const anyContext = fc.record({
    user: fc.constantFrom(null, 'tanaka', 'sato', 'ito'),
    unit: fc.constantFrom(null, '総務企画部', '消防本部', '教育委員会'),
    at: fc.integer({ min: 0, max: 4_000_000_000_000 }),
    findings: fc.constantFrom([], number),
    level: fc.constantFrom(null, '1', '2', '3A'),
    topic: fc.constantFrom(null, '防災', '天気'),
    isApproved: fc.boolean(),
  });

  it('an allowed one by a host with rules is by a poster, and without a finding but for deletions', () => {
    const policy = compileExample();
    fc.assert(
      fc.property(anyPosting, anyContext, (asked, given) => {
        const { action } = decidePosting(policy, asked, given, id);
        if (action !== 'allow' || asked.service !== 'bluesky' || asked.act === 'sign-in') return;
        expect(given.user).not.toBeNull();
        expect(given.user).not.toBe('ito');
        if (asked.act !== 'delete') expect(given.findings).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('look-alikes and contact data', () => {
  const rule = {
    accounts: [{ name: '@yokote_city', ids: ['did:plc:yokote'], posters: ['tanaka'] }],
  };
  const decided = (
    rules: Partial<PostingRule>,
    asked: Partial<AskedPosting>,
    given: Partial<PostingContext> = {},
  ) => {
    const policy = compileExample({ ...rule, ...rules });
    const { action, reason } = decidePosting(
      policy,
      { ...posting, ...asked },
      { ...context, topic: '防災', ...given },
      'AAAA-AAAA-AAAA-AAAA',
    );
    return `${action} ${reason}`;
  };

  it.each<[string, Partial<PostingRule>, Partial<AskedPosting>, string]>([
    [
      'is stopped as an unknown one is',
      {},
      { account: '@y0kote_city' },
      'block account-look-alike',
    ],
    [
      'is warned of where unknown ones are let through',
      { unknownAccount: 'allow' },
      { account: '@y0kote_city' },
      'warn account-look-alike',
    ],
    [
      'is an unknown one where nobody asks',
      { accountLookAlike: 'allow' },
      { account: '@y0kote_city' },
      'block account-unknown',
    ],
    [
      'is warned of where the text speaks to it',
      {},
      { text: 'ご覧ください @y0kote_city' },
      'warn account-look-alike',
    ],
    [
      'is stopped there where the rules say so',
      { accountLookAlike: 'block' },
      { text: '＠ｙ０ｋｏｔｅ＿ｃｉｔｙ へ' },
      'block account-look-alike',
    ],
    ['is not the official one', {}, { text: '@yokote_city へ' }, 'allow posting-rules'],
  ])('a name like an official one %s', (_, rules, asked, expected) => {
    expect(decided(rules, asked)).toBe(expected);
  });

  it.each<[string, Partial<PostingRule>, string]>([
    ['are let through where nothing is said', {}, 'allow posting-rules'],
    ['are warned of', { forbidden: { contacts: 'warn' } }, 'warn contact-data'],
    ['are stopped', { forbidden: { contacts: 'block' } }, 'block contact-data'],
  ])('telephone numbers of others %s', (_, rules, expected) => {
    expect(decided(rules, { text: '連絡は 090-1234-5678 まで' })).toBe(expected);
  });

  it.each<[string, Row, string]>([
    ['is warned of where nothing is said', {}, 'warn picture-metadata'],
    ['is stopped', { rule: { forbidden: { pictureMetadata: 'block' } } }, 'block picture-metadata'],
    [
      'is let through where the rules say so',
      { rule: { forbidden: { pictureMetadata: 'allow' } } },
      'allow posting-rules',
    ],
    [
      'is told of an upload ahead of a post',
      { posting: { act: 'upload' } },
      'warn picture-metadata',
    ],
    ['is nothing to a deletion', { posting: { act: 'delete' } }, 'allow posting-rules'],
    [
      'is told after everything else that is warned of',
      { rule: { topicMissing: 'warn' } },
      'warn topic-missing',
    ],
    [
      'that is stopped counts before a warning',
      { rule: { topicMissing: 'warn', forbidden: { pictureMetadata: 'block' } } },
      'block picture-metadata',
    ],
  ])('a picture whose file tells something %s', (_, row, expected) => {
    const { action, reason } = decideRow({ ...row, context: { metadata: ['position'] } });
    expect(`${action} ${reason}`).toBe(expected);
  });
});
