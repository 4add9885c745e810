import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { compilePolicy } from '../../../shared/policy/compile.ts';
import { decideDestination } from '../../../shared/policy/decide-destination.ts';
import { type Action, actions } from '../../../shared/policy/decision.ts';
import { earlyAction, feedsMayOpen } from '../../../shared/policy/project-feeds.ts';
import { compileProjection, projectPolicy } from '../../../shared/policy/projection.ts';
import { listSchema } from '../../../shared/policy/schema.ts';
import { feedSet } from '../../support/feed-set.ts';
import { smallPolicy } from '../../support/small-policy.ts';

const about = { revision: 1, published: '2026-11-24T00:00:00.000Z' };
const strictness: Record<Action, number> = { allow: 0, warn: 1, block: 2 };
const hosts = [
  'jp',
  'a.jp',
  '.a.jp',
  'b.a.jp',
  '.b.a.jp',
  '*',
  'b.a.jp/x',
  '.b.a.jp/x',
  '10.0.0.1',
];
const urls = [
  'https://a.jp/',
  'https://b.a.jp/x',
  'https://c.b.a.jp/',
  'http://10.0.0.1/',
  'https://x.jp/',
];

function policyOf(normal: Action, lists: readonly object[]) {
  const own = lists.map((list, i) =>
    listSchema.parse({ id: `l${i}`, title: '一', owner: '課', reason: '業務', ...list }),
  );
  return smallPolicy({ destinations: { default: normal, lists: own } });
}

test('the browser is never stricter than the proxy with its feeds', () => {
  const action = fc.constantFrom(...actions);
  const some = fc.array(fc.constantFrom(...hosts), { maxLength: 4 });
  const unit = fc.constantFrom(undefined, ['総務'], ['財政']);
  fc.assert(
    fc.property(
      action,
      fc.array(fc.record({ action, names: some, isFeed: fc.boolean(), units: unit }), {
        maxLength: 4,
      }),
      fc.constantFrom(...urls),
      fc.constantFrom(null, '総務'),
      (normal, wishes, url, unit) => {
        const policy = policyOf(
          normal,
          wishes.map(({ action, names, isFeed, units }) => ({
            action,
            ...(units && { units }),
            ...(isFeed ? { feed: { file: 'x' } } : { entries: names }),
          })),
        );
        const feeds = new Map(
          wishes.map(({ action, names }, i) => [
            `l${i}`,
            feedSet(
              [
                `{"${action === 'allow' ? 'URLAllowlist' : 'URLBlocklist'}": ${JSON.stringify(names)}}`,
              ],
              { action },
            ),
          ]),
        );
        const parsed = parseDestination(url);
        if (!parsed.ok) throw new Error(parsed.problem);
        const asked = { destination: parsed.destination, user: null, unit, terminal: null, at: 0 };
        const whole = decideDestination(compilePolicy(policy, { feeds }), asked, 'id');
        const projection = projectPolicy(policy, { user: null, unit, terminal: null, ...about });
        const early = decideDestination(compileProjection(projection), asked, 'id');
        expect(strictness[early.action]).toBeLessThanOrEqual(strictness[whole.action]);
      },
    ),
    { seed: 2026, numRuns: 2000 },
  );
});

const feed = { file: 'x' };
test.each([
  ['a feed that allows leaves the default to the proxy', { action: 'allow', feed }, 'allow', 0],
  ['so does one that warns', { action: 'warn', feed }, 'allow', 0],
  ['not one that blocks', { action: 'block', feed }, 'block', 1],
  ['nor one for another unit', { action: 'allow', feed, units: ['財政'] }, 'block', 1],
  ['nor a list of entries', { action: 'allow', entries: ['b.example'] }, 'block', 2],
])('%s', (_, list, normal, lists) => {
  const policy = policyOf('block', [{ action: 'block', entries: ['a.example'] }, list]);
  const projection = projectPolicy(policy, { user: null, unit: '総務', terminal: null, ...about });
  expect(projection.default).toBe(normal);
  expect(projection.lists).toHaveLength(lists);
});

test('no name of a feed, nor where it comes from, goes to the browser', () => {
  const policy = policyOf('block', [{ action: 'allow', feed: { url: 'https://lists.example/x' } }]);
  const text = JSON.stringify(
    projectPolicy(policy, { user: null, unit: null, terminal: null, ...about }),
  );
  expect(text).not.toContain('lists.example');
});

test('without a feed that may open, every action stays', () => {
  expect(feedsMayOpen(policyOf('block', []), { user: null, unit: null, terminal: null })).toBe(
    false,
  );
  expect(actions.map((each) => earlyAction(each, false))).toEqual([...actions]);
  expect(actions.map((each) => earlyAction(each, true))).toEqual(['allow', 'allow', 'allow']);
});
