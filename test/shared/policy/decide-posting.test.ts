import { describe, expect, it } from 'vitest';
import {
  type AskedPosting,
  decidePosting,
  needsReview,
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
      'tells what is not what was approved',
      { rule: { approval: 'before' }, context: { isDifferent: true } },
      'block',
      'approval-differs',
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

  it('knows the account by what the session says beside', () => {
    const asked = { account: 'https://mstdn.jp/@a', aliases: ['did:plc:yokote'] };
    expect(decideRow({ posting: asked }).reason).toBe('posting-rules');
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

describe('review afterwards', () => {
  it.each([
    ['is due where the rule says after', {}, {}, true],
    ['is due where the rule says nothing', { approval: undefined }, {}, true],
    ['is not due where the rule says none', { approval: 'none' }, {}, false],
    ['is not due for signing in', {}, { act: 'sign-in' }, false],
    ['is not due without rules', {}, { service: 'x' }, false],
  ])('%s', (_, rule, asked, expected) => {
    const policy = compileExample(rule as Partial<PostingRule>);
    const given = { ...posting, ...(asked as Partial<AskedPosting>) };
    expect(needsReview(policy, given, context)).toBe(expected);
  });
});
