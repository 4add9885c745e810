import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { compilePolicy } from '../../../shared/policy/compile.ts';
import type { ListSource } from '../../../shared/policy/compile-lists.ts';
import { decideDestination } from '../../../shared/policy/decide-destination.ts';
import { netRequestRules } from '../../../shared/policy/net-request-rules.ts';
import { relaxLists } from '../../../shared/policy/relaxed-entries.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import { isStoppedBy } from '../../support/net-request.ts';
import { arbitraryPolicy, arbitraryTimes, arbitraryUrl } from '../../support/policy-arbitrary.ts';

const seeded = { seed: 2026, numRuns: process.env.SEKISHO_SOAK === '1' ? 500_000 : 3_000 };
const usual = { limits: { rules: 5_000, regexes: 1_000 }, link: 'http://127.0.0.1:3129' };

function rulesOf(policy: Policy, at: number) {
  const { mode, destinations } = policy;
  const lists = destinations.lists ?? [];
  const source = { mode, default: destinations.default, lists };
  return netRequestRules(relaxLists(source, { person: null, at }), usual).rules;
}

function of(
  allow: readonly string[],
  block: readonly string[],
  more: { default?: 'allow' | 'block'; limits?: { rules: number; regexes: number } } = {},
) {
  const list = (id: string, action: ListSource['action'], entries: readonly string[]) => ({
    ...{ id, action, reason: 'r', entries },
  });
  const lists = [list('a', 'allow', allow), list('b', 'block', block)];
  const source = { mode: 'enforce', default: more.default ?? 'block', lists } as const;
  const limits = more.limits ?? usual.limits;
  return netRequestRules(relaxLists(source, { person: null, at: 0 }), { ...usual, limits });
}

const city = of(
  ['go.jp', '.exact.example', 'https://city.example:8443/open', 'mail.bad.example', '192.0.2.1'],
  ['bad.go.jp', 'bad.example', '.city.example:8444', 'https://news.example/ads'],
).rules;
const shop = of(
  [],
  ['https://news.example/ads', '.exact.example', 'port.example:8443', 'http:*', 'bad.example'],
  { default: 'allow' },
).rules;

test.each<[string, readonly Parameters<typeof isStoppedBy>[0][number][], string, boolean]>([
  ['what is allowed passes', city, 'https://www.mlit.go.jp/a?b=c', false],
  ['what is blocked in it does not', city, 'https://x.bad.go.jp/', true],
  ['what nobody speaks of does not', city, 'https://other.example/', true],
  ['nor a WebSocket there', city, 'wss://other.example/', true],
  ['what is allowed within a block passes', city, 'https://mail.bad.example/', false],
  ['another port is the proxy’s', city, 'https://city.example:9/', false],
  ['an address passes', city, 'http://192.0.2.1:8080/', false],
  ['another address does not', city, 'http://192.0.2.2/', true],
  ['an address of the new kind is the proxy’s', city, 'http://[2001:db8::1]/', false],
  ['a final dot is the proxy’s', city, 'https://other.example./', false],
  ['this machine is the proxy’s', city, 'http://shop.localhost/', false],
  ['the link passes', city, 'http://127.0.0.1:3129/v1/report', false],
  ['another port of this machine does not', city, 'http://127.0.0.1:3130/', true],
  ['a blocked path does not pass', shop, 'https://news.example/ads/1', true],
  ['another path does', shop, 'https://news.example/', false],
  ['a path in other letters is the proxy’s', shop, 'https://news.example/ADS', false],
  ['an exact host does not pass', shop, 'https://exact.example/', true],
  ['what is below it does', shop, 'https://a.exact.example/', false],
  ['a blocked port does not pass', shop, 'wss://a.port.example:8443/', true],
  ['another port does', shop, 'https://port.example/', false],
  ['a blocked scheme does not pass', shop, 'http://any.example/', true],
])('%s', (_, rules, url, expected) => {
  expect(isStoppedBy(rules, url)).toBe(expected);
});

describe('limits', () => {
  it('allow any number of hosts by one rule', () => {
    const hosts = Array.from({ length: 20_000 }, (_, i) => `site-${i}.example`);
    const { rules, left } = of(hosts, []);
    expect(rules.length).toBeLessThan(6);
    expect(left).toEqual([]);
  });

  it('leave to the proxy what would be too much', () => {
    const ports = ['a.example:1', 'b.example:2', 'c.example:3'];
    const { rules, left } = of([], ports, {
      default: 'allow',
      limits: { rules: 100, regexes: 4 },
    });
    expect(rules.filter(({ action }) => action.type === 'block')).toHaveLength(2);
    expect(left).toHaveLength(1);
    expect(left).toMatchObject([{ why: 'limit' }]);
  });

  it('block nothing where not all that is allowed has room', () => {
    const { rules, left } = of(['go.jp'], [], { limits: { rules: 3, regexes: 100 } });
    expect(rules).toEqual([]);
    expect(left).toMatchObject([{ why: 'limit' }]);
  });

  it('make no rule where nothing is blocked', () => {
    expect(of(['go.jp'], [], { default: 'allow' }).rules).toEqual([]);
  });
});

describe('for any policy, URL and time', () => {
  const units = fc.constantFrom(null, '総務企画部', '教育委員会');
  const later = fc.nat(400 * 86_400_000);

  it('the rules stop nothing that the policy allows, then or later', () => {
    let stopped = 0;
    fc.assert(
      fc.property(
        ...([arbitraryPolicy, arbitraryUrl, arbitraryTimes, later, units] as const),
        (policy, url, at, more, unit) => {
          const parsed = parseDestination(url);
          // A browser may show a rule the part of the user or not.
          const spellings = [url, url.replace(/\/\/[^/?#@]*@/, '//')];
          const rules = rulesOf(policy, at);
          if (!parsed.ok || !spellings.some((each) => isStoppedBy(rules, each))) return;
          stopped += 1;
          const asked = {
            destination: parsed.destination,
            user: null,
            unit,
            terminal: null,
            at: at + more,
          };
          expect(decideDestination(compilePolicy(policy), asked, 'id').action).toBe('block');
        },
      ),
      seeded,
    );
    // Not for want of anything that is stopped.
    expect(stopped).toBeGreaterThan(seeded.numRuns / 10);
  });
});
