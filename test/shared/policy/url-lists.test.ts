import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { compileChromiumLists } from '../../../shared/policy/chromium-lists.ts';
import { compilePolicy } from '../../../shared/policy/compile.ts';
import type { ListSource } from '../../../shared/policy/compile-lists.ts';
import { decideDestination } from '../../../shared/policy/decide-destination.ts';
import { relaxLists } from '../../../shared/policy/relaxed-entries.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import { type UrlLists, urlLists } from '../../../shared/policy/url-lists.ts';
import { arbitraryPolicy, arbitraryTimes, arbitraryUrl } from '../../support/policy-arbitrary.ts';

const seeded = { seed: 2026, numRuns: process.env.SEKISHO_SOAK === '1' ? 500_000 : 3_000 };

function listsOf(
  allow: readonly string[],
  block: readonly string[],
  more: { default?: 'allow' | 'block'; warn?: readonly string[]; limit?: number } = {},
): UrlLists {
  const list = (id: string, action: ListSource['action'], entries: readonly string[]) => ({
    id,
    action,
    reason: 'r',
    entries,
  });
  const lists = [
    list('a', 'allow', allow),
    list('b', 'block', block),
    list('w', 'warn', more.warn ?? []),
  ];
  const source = { mode: 'enforce', default: more.default ?? 'block', lists } as const;
  return urlLists(relaxLists(source, { person: null, at: 0 }), more.limit);
}

function policyOf(policy: Policy, at: number): UrlLists {
  const { mode, destinations } = policy;
  const lists = destinations.lists ?? [];
  return urlLists(relaxLists({ mode, default: destinations.default, lists }, { person: null, at }));
}

test.each<[string, UrlLists, Partial<UrlLists>]>([
  [
    'filters stand as they are written',
    listsOf(['go.jp', 'https://.example.jp:8443/a?v=1'], ['bad.go.jp']),
    {
      URLBlocklist: ['http://*', 'https://*', 'bad.go.jp'],
      URLAllowlist: ['go.jp', 'https://.example.jp:8443/a?v=1'],
      left: [],
    },
  ],
  [
    'where the default allows, nothing else is blocked',
    listsOf(['go.jp'], ['bad.go.jp'], { default: 'allow' }),
    { URLBlocklist: ['bad.go.jp'], URLAllowlist: ['go.jp'] },
  ],
  [
    'a glob that allows is its host',
    listsOf(['glob:https://*.example.jp:8443/files/**', 'glob:http://city.example/a'], []),
    { URLAllowlist: ['https://example.jp:8443', 'http://.city.example'] },
  ],
  [
    'a glob that blocks is left',
    listsOf([], ['glob:*.example.jp']),
    {
      URLBlocklist: ['http://*', 'https://*'],
      left: [{ rule: 'b/glob:*.example.jp', why: 'glob' }],
    },
  ],
  [
    'what would win over a widened glob is left',
    listsOf(['glob:**.example.jp/a'], ['bad.example.jp', 'other.example']),
    {
      URLBlocklist: ['http://*', 'https://*', 'other.example'],
      left: [{ rule: 'b/bad.example.jp', why: 'outranked' }],
    },
  ],
  [
    'a glob for any host opens its scheme',
    listsOf(['glob:https://**/a'], ['example.jp']),
    { URLBlocklist: ['http://*', 'https://*'], URLAllowlist: ['https://*'] },
  ],
  [
    'a warning with a query is its host',
    listsOf([], [], { warn: ['example.jp/watch?v=1'] }),
    { URLAllowlist: ['example.jp'] },
  ],
  [
    'a block list that is too long is cut, and says so',
    listsOf([], ['a.example', 'b.example'], { default: 'allow', limit: 1 }),
    { URLBlocklist: ['a.example'], left: [{ rule: 'b/b.example', why: 'limit' }] },
  ],
  [
    'an allow list that is too long takes the default with it, and keeps what blocks need',
    listsOf(['a.example', 'b.example', 'c.example'], ['x.b.example'], { limit: 1 }),
    {
      URLBlocklist: ['x.b.example'],
      URLAllowlist: ['b.example'],
      left: [{ rule: 'destinations.default', why: 'limit' }],
    },
  ],
  [
    'and where blocks need too many, those go as well',
    listsOf(['a.example', 'b.example'], ['x.a.example', 'x.b.example'], { limit: 1 }),
    {
      URLBlocklist: ['x.a.example'],
      URLAllowlist: ['a.example'],
      left: [
        { rule: 'destinations.default', why: 'limit' },
        { rule: 'b/x.b.example', why: 'limit' },
      ],
    },
  ],
])('%s', (_, lists, expected) => {
  expect(lists).toMatchObject(expected);
});

describe('for any policy, URL and time', () => {
  const judge = (policy: Policy, url: string, at: number, unit: string | null) => {
    const parsed = parseDestination(url);
    if (!parsed.ok) return null;
    const asked = { destination: parsed.destination, user: null, unit, terminal: null, at };
    const { URLBlocklist, URLAllowlist } = policyOf(policy, at);
    return {
      lists: decideDestination(compileChromiumLists(URLBlocklist, URLAllowlist), asked, 'id'),
      whole: decideDestination(compilePolicy(policy), asked, 'id'),
    };
  };
  const units = fc.constantFrom(null, '総務企画部', '教育委員会');

  it('the lists block nothing that the policy allows', () => {
    let blocked = 0;
    fc.assert(
      fc.property(arbitraryPolicy, arbitraryUrl, arbitraryTimes, units, (policy, url, at, unit) => {
        const judged = judge(policy, url, at, unit);
        if (judged === null || judged.lists.action !== 'block') return;
        blocked += 1;
        expect(judged.whole.action).toBe('block');
      }),
      seeded,
    );
    // Not for want of anything that is blocked.
    expect(blocked).toBeGreaterThan(seeded.numRuns / 10);
  });
});
