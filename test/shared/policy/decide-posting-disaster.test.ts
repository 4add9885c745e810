import { describe, expect, it } from 'vitest';
import {
  type AskedPosting,
  decidePosting,
  disasterOf,
  needsReview,
  type PostingContext,
} from '../../../shared/policy/decide-posting.ts';
import type { DisasterRule, PostingRule } from '../../../shared/policy/posting-schema.ts';
import { compileExample, context, posting } from '../../support/posting-rules.ts';

/** Saturday, 03:00 in Japan. */
const night = Date.parse('2026-11-28T03:00:00+09:00');
const disasters = [
  {
    id: 'S-1',
    services: ['bluesky'],
    from: '2026-11-27T17:00:00.000Z',
    until: '2026-11-28T06:00:00.000Z',
  },
];
interface Row {
  disaster?: Partial<DisasterRule>;
  rule?: Partial<PostingRule>;
  posting?: Partial<AskedPosting>;
  context?: Partial<PostingContext>;
}
const decideRow = ({ disaster, rule, posting: asked, context: given }: Row) =>
  decidePosting(
    compileExample({ disaster: { by: ['sato'], ...disaster }, ...rule }),
    { ...posting, ...asked },
    { ...context, at: night, disasters, ...given },
    'AAAA-AAAA-AAAA-AAAA',
  );

describe('a posting while a disaster’s switch is on', () => {
  it.each<[string, Row, string, string]>([
    ['is let through at any hour', {}, 'allow', 'disaster-rules'],
    [
      'keeps the hours where the rules say so',
      { disaster: { hours: 'keep' } },
      'block',
      'outside-hours',
    ],
    ['needs no approval before', { rule: { approval: 'before' } }, 'allow', 'disaster-rules'],
    [
      'needs it where the rules say so',
      { rule: { approval: 'before' }, disaster: { approval: 'before' } },
      'block',
      'approval-missing',
    ],
    [
      'is made by those whom the rules name besides, whatever their unit',
      { disaster: { posters: ['kato'] }, context: { user: 'kato', unit: '水道局' } },
      'allow',
      'disaster-rules',
    ],
    [
      'is not made by others',
      { disaster: { posters: ['kato'] }, context: { user: 'ito', unit: '総務企画部' } },
      'block',
      'not-a-poster',
    ],
    [
      'is not made by another unit, but for those named',
      { disaster: { posters: ['kato'] }, context: { unit: '水道局' } },
      'block',
      'not-a-poster',
    ],
    [
      'opens the accounts that are named',
      { disaster: { accounts: ['@Yokote.example'] } },
      'allow',
      'disaster-rules',
    ],
    [
      'leaves the others as they are',
      { disaster: { accounts: ['shobo'] } },
      'block',
      'outside-hours',
    ],
    [
      'holds nothing that may not be published',
      { context: { findings: [{ kind: 'individual-number' }] } },
      'block',
      'forbidden-content',
    ],
    ['is of an account that is known', { posting: { account: null } }, 'block', 'account-unknown'],
    ['is not of another service', { posting: { service: 'x' } }, 'block', 'no-posting-rules'],
    [
      'is by the ordinary rules where no rules for a disaster stand',
      { rule: { disaster: undefined } as unknown as Partial<PostingRule> },
      'block',
      'outside-hours',
    ],
    [
      'is by the ordinary rules at its end exactly',
      { context: { at: Date.parse('2026-11-28T06:00:00.000Z') } },
      'block',
      'outside-hours',
    ],
    [
      'is by the ordinary rules where no switch is on',
      { context: { disasters: [] } },
      'block',
      'outside-hours',
    ],
    [
      'is by the ordinary rules where nobody says anything of switches',
      { context: { disasters: undefined } as unknown as Partial<PostingContext> },
      'block',
      'outside-hours',
    ],
    [
      'is by the ordinary rules once the longest time of the rules of now is over',
      { disaster: { for: 'PT30M' } },
      'block',
      'outside-hours',
    ],
  ])('%s', (_, row, action, reason) => {
    expect(decideRow(row)).toMatchObject({ action, reason });
  });

  it('names the rules that let it through', () => {
    expect(decideRow({}).rule).toBe('posting/bluesky/disaster');
  });
});

describe('what was posted meanwhile', () => {
  const given = { at: night, disasters };
  const review = (rule: Partial<PostingRule>, asked: Partial<AskedPosting>, now = given) =>
    needsReview(
      compileExample({ disaster: { by: ['sato'] }, ...rule }),
      { ...posting, ...asked },
      now,
    );

  it.each<[string, Partial<PostingRule>, Partial<AskedPosting>, boolean]>([
    ['waits for a look also without one in the rules', { approval: 'none' }, {}, true],
    [
      'also where the rules for a disaster say none',
      { disaster: { by: ['a'], approval: 'none' } },
      {},
      true,
    ],
    ['also a deletion', { approval: 'none' }, { act: 'delete' }, true],
    [
      'also by an account that it does not open',
      { approval: 'none', disaster: { by: ['a'], accounts: ['shobo'] } },
      {},
      true,
    ],
    ['but not signing in', {}, { act: 'sign-in' }, false],
    ['nor another service', {}, { service: 'x' }, false],
  ])('%s', (_, rule, asked, expected) => {
    expect(review(rule, asked)).toBe(expected);
  });

  it('does not wait once it is over', () => {
    const over = { ...given, at: Date.parse('2026-11-28T06:00:00.000Z') };
    expect(review({ approval: 'none' }, {}, over)).toBe(false);
  });

  it('names its switch', () => {
    const policy = compileExample({ disaster: { by: ['sato'] } });
    expect(disasterOf(policy, posting, given)?.id).toBe('S-1');
    expect(disasterOf(compileExample(), posting, given)).toBeNull();
  });
});
