import { describe, expect, test } from 'vitest';
import type { InspectedItem } from '../../../proxy/gateway/content-options.ts';
import {
  judgeContent,
  type SeenPosting,
  strictestDecision,
} from '../../../proxy/gateway/judge-content.ts';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { compilePolicy } from '../../../shared/policy/compile.ts';
import { type Decision, decide } from '../../../shared/policy/decision.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import { exampleRule } from '../../support/posting-rules.ts';
import { smallPolicy } from '../../support/small-policy.ts';

const parsed = parseDestination('https://bsky.social/xrpc/x');
if (!parsed.ok) throw new Error('destination');
const context = {
  destination: parsed.destination,
  user: 'tanaka',
  terminal: null,
  unit: '総務企画部',
  at: Date.parse('2026-11-24T10:00:00+09:00'),
};
const clean: InspectedItem = {
  kind: 'file',
  name: 'a.txt',
  type: 'text',
  bytes: 3,
  inspected: true,
  findings: [],
  digest: 'd-clean',
};
const withFinding = (kind: 'individual-number' | 'mark', mark?: string): InspectedItem => ({
  ...clean,
  digest: `d-${mark ?? kind}`,
  findings: [{ kind, count: 1, confidence: 0.9, place: {}, masked: '•••', ...(mark && { mark }) }],
});
const uploads: Policy['uploads'] = {
  rules: [
    { level: ['3A'], to: 'any', action: 'block' },
    { level: ['2'], to: 'any', action: 'warn' },
  ],
};
const posting: SeenPosting = {
  service: 'bluesky',
  by: 'host',
  act: 'post',
  text: '明日は雪まつりです',
  account: 'did:plc:yokote',
  aliases: [],
  attachments: [],
  digest: 'd-posting',
};
const judge = (policy: Partial<Policy>, items: InspectedItem[], postings: SeenPosting[] = []) =>
  judgeContent(compilePolicy(smallPolicy(policy)), items, postings, context, 'X');

describe('judgeContent', () => {
  test.each<[string, Partial<Policy>, InspectedItem[], SeenPosting[], string | null]>([
    ['says nothing of nothing', { uploads }, [], [], null],
    ['allows what holds nothing', { uploads }, [clean], [], 'allow upload-default'],
    [
      'takes the strictest item',
      { uploads },
      [clean, withFinding('mark', '部外秘'), withFinding('individual-number')],
      [],
      'block upload-rule',
    ],
    [
      'leaves uploads alone where the policy does',
      { posting: [exampleRule] },
      [withFinding('individual-number')],
      [],
      null,
    ],
    [
      'allows a posting that keeps its rules',
      { posting: [exampleRule] },
      [clean],
      [posting],
      'allow posting-rules',
    ],
    [
      'takes the strictest posting',
      { posting: [exampleRule] },
      [clean],
      [posting, { ...posting, account: 'another' }],
      'block account-unknown',
    ],
    [
      'counts what is found anywhere for each posting',
      { posting: [exampleRule] },
      [withFinding('individual-number')],
      [posting],
      'block forbidden-content',
    ],
    [
      'knows an account by what the session calls it',
      { posting: [exampleRule] },
      [clean],
      [{ ...posting, account: 'did:plc:x', aliases: ['yokote.example'] }],
      'allow posting-rules',
    ],
    [
      'takes the stricter of upload and posting',
      { uploads, posting: [exampleRule] },
      [withFinding('individual-number')],
      [{ ...posting, act: 'delete' }],
      'block upload-rule',
    ],
    [
      'keeps what it would have done',
      { uploads, mode: 'observe' },
      [withFinding('individual-number')],
      [],
      'allow upload-rule would block',
    ],
  ])('%s', (_, policy, items, postings, expected) => {
    const { decision } = judge(policy, items, postings);
    const would = decision?.would === undefined ? '' : ` would ${decision.would}`;
    expect(decision && `${decision.action} ${decision.reason}${would}`).toBe(expected);
  });

  test('holds the digests of what is warned of, and no others', () => {
    const rule = { ...exampleRule, unknownAccount: 'warn' as const };
    const { held } = judge(
      { uploads, posting: [rule] },
      [clean, withFinding('mark', '部外秘')],
      [{ ...posting, account: 'another', act: 'delete' }],
    );
    expect(held).toEqual(['d-部外秘', 'd-posting']);
  });

  test('keeps a posting by the name of the policy, masked where something was found', () => {
    const { postings } = judge(
      { posting: [exampleRule] },
      [withFinding('individual-number')],
      [{ ...posting, text: '電話 0182-00-0000' }],
    );
    expect(postings).toMatchObject([
      { account: 'yokote.example', action: 'block', review: false, text: '電話 •••' },
    ]);
    expect(judge({ posting: [exampleRule] }, [clean], [posting]).postings).toMatchObject([
      { text: posting.text, review: true },
    ]);
  });

  test('of more postings than are kept the stopped ones stay', () => {
    const many = Array.from({ length: 150 }, () => posting);
    const { decision, postings } = judge(
      { posting: [exampleRule] },
      [clean],
      [...many, { ...posting, account: 'another' }],
    );
    expect(decision?.action).toBe('block');
    expect(postings.length).toBe(100);
    expect(postings[0]?.action).toBe('block');
  });
});

test.each<[string, [Decision['action'], 'observe' | 'enforce'][], number]>([
  [
    'the stricter one',
    [
      ['allow', 'enforce'],
      ['block', 'enforce'],
      ['warn', 'enforce'],
    ],
    1,
  ],
  [
    'of equals the first',
    [
      ['warn', 'enforce'],
      ['warn', 'enforce'],
    ],
    0,
  ],
  [
    'where all act alike, what would have been stricter',
    [
      ['warn', 'observe'],
      ['block', 'observe'],
    ],
    1,
  ],
])('strictestDecision: %s', (_, given, expected) => {
  const decisions = given.map(([action, mode], at) =>
    decide({ action, reason: 'entry', rule: String(at), clause: null }, mode, 'X'),
  );
  expect(strictestDecision(decisions)).toBe(decisions[expected]);
});

test('a posting keeps its topic, and none that is not of its rules', () => {
  const kept = (topic: string | null) =>
    judge({ posting: [exampleRule] }, [clean], [{ ...posting, topic }]).postings[0]?.topic;
  expect(kept('防災')).toBe('防災');
  expect(kept('090-1234-5678')).toBeUndefined();
  expect(kept(null)).toBeUndefined();
});

test('marks what is posted in a disaster, and has it confirmed whatever the rules say', () => {
  const rule = { ...exampleRule, approval: 'none' as const, disaster: { by: ['sato'] } };
  const policy = compilePolicy(smallPolicy({ posting: [rule] }));
  const at = Date.parse('2026-11-28T03:00:00+09:00');
  const [from, until] = [at - 1000, at + 1000].map((each) => new Date(each).toISOString());
  const disasters = [{ id: 'S-1', services: ['bluesky'], from: from ?? '', until: until ?? '' }];
  const judged = (given: object) =>
    judgeContent(policy, [], [posting], { ...context, at, ...given }, 'X').postings[0];
  expect(judged({ disasters })).toMatchObject({
    action: 'allow',
    reason: 'disaster-rules',
    review: true,
    disaster: 'S-1',
  });
  expect(judged({})).toMatchObject({ action: 'block', reason: 'outside-hours', review: false });
  expect(judged({})).not.toHaveProperty('disaster');
});

describe('a picture whose file tells something', () => {
  const told: InspectedItem = {
    ...clean,
    type: 'jpeg',
    digest: 'd-picture',
    metadata: ['position'],
  };
  const upload: SeenPosting = { ...posting, act: 'upload', text: '' };
  const rule = (pictureMetadata: 'allow' | 'warn' | 'block') => ({
    uploads,
    posting: [{ ...exampleRule, forbidden: { pictureMetadata } }],
  });

  test('is stopped with its posting, and the record names what it tells', () => {
    const { decision, upload: record, held } = judge(rule('block'), [told], [upload]);
    expect(decision).toMatchObject({ action: 'block', reason: 'picture-metadata' });
    expect(record?.items[0]?.metadata).toEqual(['position']);
    expect(held).toEqual([]);
  });

  test('is warned of by its own digest, which the guard knows', () => {
    expect(judge(rule('warn'), [told, clean], [upload]).held).toEqual(['d-picture']);
  });

  test('is warned of with its posting where something else is warned of first', () => {
    const strict = { ...exampleRule, topicMissing: 'warn' as const };
    expect(judge({ uploads, posting: [strict] }, [told], [posting]).held).toEqual(['d-posting']);
  });

  test.each([
    ['where the rules let it through', rule('allow'), [upload]],
    ['as an upload that is no posting', rule('block'), []],
    ['at a service without rules', { uploads, posting: [] }, [{ ...upload, by: 'shape' as const }]],
  ])('is nothing %s', (_, policy, postings) => {
    const { decision, upload: record } = judge(policy, [told], postings);
    expect(decision?.action).toBe('allow');
    expect(record?.items[0]).not.toHaveProperty('metadata');
  });
});
