import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AskedPosting,
  decidePosting,
  needsReview,
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
const at = (text: string) => ({ at: Date.parse(text) });
const number = [{ kind: 'individual-number' }];

describe('a posting is decided', () => {
  it.each<[string, Row, string, string, (string | null)?]>([
    ['allows what keeps every rule', {}, 'allow', 'posting-rules', 'posting/bluesky'],
    [
      'allows signing in, to whatever service',
      { posting: { act: 'sign-in', service: 'x' } },
      'allow',
      'posting-rules',
    ],
    [
      'blocks a service without rules',
      { posting: { service: 'x' } },
      'block',
      'no-posting-rules',
      null,
    ],
    [
      'lets pass what only looks like a service without rules',
      { posting: { service: 'wordpress', by: 'shape' } },
      'allow',
      'no-posting-rules',
      null,
    ],
    [
      'knows the account by its name in another case',
      { posting: { account: '@Yokote.Example' } },
      'allow',
      'posting-rules',
    ],
    [
      'blocks an account that the rules do not name',
      { posting: { account: 'did:plc:private' } },
      'block',
      'account-unknown',
      'posting/bluesky/unknownAccount',
    ],
    [
      'blocks an account that nobody could tell',
      { posting: { account: null } },
      'block',
      'account-unknown',
    ],
    [
      'warns of an unknown account where the row says so',
      { rule: { unknownAccount: 'warn' }, posting: { account: null } },
      'warn',
      'account-unknown',
    ],
    [
      'allows an unknown account where the row says so',
      { rule: { unknownAccount: 'allow' }, posting: { account: null } },
      'allow',
      'account-unknown',
    ],
    [
      'asks even then for somebody who posts there',
      { rule: { unknownAccount: 'allow' }, posting: { account: null }, context: { user: 'ito' } },
      'block',
      'not-a-poster',
      'posting/bluesky/posters',
    ],
    [
      'blocks who is no poster',
      { context: { user: 'ito' } },
      'block',
      'not-a-poster',
      'posting/bluesky/yokote.example/posters',
    ],
    [
      'blocks the poster of another account',
      { posting: { account: '@shobo' } },
      'block',
      'not-a-poster',
      'posting/bluesky/@shobo/posters',
    ],
    ['blocks who is nobody', { context: { user: null } }, 'block', 'not-a-poster'],
    [
      'blocks a poster of another unit',
      { context: { unit: '教育委員会' } },
      'block',
      'not-a-poster',
      'posting/bluesky/units',
    ],
    [
      'blocks a poster without a unit',
      { context: { unit: null } },
      'block',
      'not-a-poster',
      'posting/bluesky/units',
    ],
    [
      'allows any unit where none is named',
      { rule: { units: undefined } as unknown as Partial<PostingRule>, context: { unit: null } },
      'allow',
      'posting-rules',
    ],
    [
      'blocks before the hours',
      { context: at('2026-11-24T08:29:59+09:00') },
      'block',
      'outside-hours',
      'posting/bluesky/hours',
    ],
    [
      'allows from the first minute',
      { context: at('2026-11-24T08:30:00+09:00') },
      'allow',
      'posting-rules',
    ],
    [
      'blocks from the last',
      { context: at('2026-11-24T17:15:00+09:00') },
      'block',
      'outside-hours',
    ],
    [
      'blocks on a Saturday',
      { context: at('2026-11-28T10:00:00+09:00') },
      'block',
      'outside-hours',
    ],
    [
      'blocks on a national holiday',
      { context: at('2026-11-23T10:00:00+09:00') },
      'block',
      'outside-hours',
    ],
    [
      'knows the day in Japan, not elsewhere',
      { context: at('2026-11-23T23:59:00Z') },
      'allow',
      'posting-rules',
    ],
    [
      'warns outside the hours where the rule says so',
      { rule: { outsideHours: 'warn' }, context: at('2026-11-28T10:00:00+09:00') },
      'warn',
      'outside-hours',
    ],
    [
      'lets a deletion through at any hour',
      { posting: { act: 'delete', text: '' }, context: at('2026-11-28T03:00:00+09:00') },
      'allow',
      'posting-rules',
    ],
    [
      'but a deletion by nobody’s account is blocked',
      { posting: { act: 'delete', account: null } },
      'block',
      'account-unknown',
    ],
    [
      'lets an upload ahead of a post through at any hour',
      { posting: { act: 'upload' }, context: at('2026-11-28T03:00:00+09:00') },
      'allow',
      'posting-rules',
    ],
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
    [
      'blocks a write that is not known',
      { posting: { act: 'unknown-write', account: null } },
      'block',
      'unknown-write',
      'posting/bluesky/unknownWrite',
    ],
    [
      'allows a write that is not known where the row says so',
      { rule: { unknownWrite: 'allow' }, posting: { act: 'unknown-write', account: null } },
      'allow',
      'unknown-write',
    ],
    [
      'but never with a finding',
      {
        rule: { unknownWrite: 'allow' },
        posting: { act: 'unknown-write' },
        context: { findings: number },
      },
      'block',
      'forbidden-content',
    ],
    [
      'blocks what waits for an approval',
      { rule: { approval: 'before' } },
      'block',
      'approval-missing',
      'posting/bluesky/approval',
    ],
    [
      'allows what was approved',
      { rule: { approval: 'before' }, context: { isApproved: true } },
      'allow',
      'posting-rules',
    ],
    [
      'blocks for the first reason where there are several',
      {
        posting: { account: null },
        context: { findings: number, ...at('2026-11-28T03:00:00+09:00') },
      },
      'block',
      'account-unknown',
    ],
    [
      'lets a later block win over an earlier warning',
      {
        rule: { unknownAccount: 'warn' },
        posting: { account: null },
        context: { findings: number },
      },
      'block',
      'forbidden-content',
    ],
  ])('%s', (_, row, action, reason, rule) => {
    const decision = decideRow(row);
    expect(decision).toMatchObject({ action, reason, id });
    if (rule !== undefined) expect(decision.rule).toBe(rule);
  });

  it('names the clause of the basic policy', () => {
    expect(decideRow({}).clause).toBe('8-4');
    expect(decideRow({ rule: { clause: '7-2' } }).clause).toBe('7-2');
  });

  it('lets everything through in mode observe, and says what it would have done', () => {
    expect(decideRow({ context: { findings: number } }, 'observe')).toMatchObject({
      action: 'allow',
      reason: 'forbidden-content',
      would: 'block',
    });
  });

  it('never shows the text, the account or a word in a decision', () => {
    const text = 'ひみつの言葉 https://bit.ly/x';
    const rule = { forbidden: { words: ['ひみつ'] } };
    const decision = decideRow({ rule, posting: { text, account: 'secret-account' } });
    expect(JSON.stringify(decision)).not.toMatch(/ひみつ|secret-account|bit\.ly/);
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

describe('review afterwards', () => {
  it.each([
    ['is due where the rule says after', {}, {}, true],
    ['is due where the rule says nothing', { approval: undefined }, {}, true],
    ['is not due where the rule says none', { approval: 'none' }, {}, false],
    ['is not due for signing in', {}, { act: 'sign-in' }, false],
    ['is not due without rules', {}, { service: 'x' }, false],
  ])('%s', (_, rule, asked, expected) => {
    const policy = compileExample(rule as Partial<PostingRule>);
    expect(needsReview(policy, { ...posting, ...(asked as Partial<AskedPosting>) })).toBe(expected);
  });
});
