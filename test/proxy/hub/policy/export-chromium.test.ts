import { describe, expect, test } from 'vitest';
import { chromiumLists } from '../../../../proxy/hub/policy/export-chromium.ts';
import { parseDestination } from '../../../../shared/destination/destination.ts';
import { compileChromiumLists } from '../../../../shared/policy/chromium-lists.ts';
import { compilePolicy } from '../../../../shared/policy/compile.ts';
import { decideDestination } from '../../../../shared/policy/decide-destination.ts';
import type { List } from '../../../../shared/policy/schema.ts';
import { smallPolicy } from '../../../support/small-policy.ts';

const about = { title: 'a', owner: 'a', reason: 'a' };
const allow = (entries: List['entries'], more: Partial<List> = {}): List => ({
  ...about,
  id: 'open',
  action: 'allow',
  entries,
  ...more,
});
const block: List = {
  ...about,
  id: 'shut',
  action: 'block',
  entries: ['bad.example.jp', { match: 'example.org/forms', action: 'allow', reason: '申請' }],
};
const policyOf = (lists: List[], normal: 'allow' | 'warn' | 'block' = 'block') =>
  smallPolicy({ destinations: { default: normal, lists } });

describe('the lists as Chromium has them', () => {
  test('allow and block as they do here', () => {
    const policy = policyOf([allow(['example.jp', '.exact.example', 'https://s.example']), block]);
    const { URLBlocklist, URLAllowlist, leftOut } = chromiumLists(policy);
    expect(leftOut).toEqual([]);
    const ours = compilePolicy(policy);
    const chromium = compileChromiumLists(URLBlocklist, URLAllowlist);
    const urls =
      `https://example.jp/ https://www.example.jp/a https://bad.example.jp/ https://exact.example/
      https://www.exact.example/ http://s.example/ https://s.example/ https://example.org/forms/1
      https://example.org/ https://other.example/`.split(/\s+/);
    for (const url of urls) {
      const parsed = parseDestination(url);
      if (!parsed.ok) throw new Error(url);
      const request = {
        destination: parsed.destination,
        user: null,
        unit: null,
        terminal: null,
        at: 0,
      };
      const actions = [ours, chromium].map((each) => decideDestination(each, request, '').action);
      expect([url, actions[1]]).toEqual([url, actions[0]]);
    }
  });

  test.each<[string, List, RegExp]>([
    ['a glob', allow(['glob:https://*.example.jp/**']), /no globs/],
    ['an entry for a unit', allow([{ match: 'a.example', units: ['x'] }]), /no users, units/],
    ['a list with hours', allow(['a.example'], { hours: { from: '08:30' } }), /no users, units/],
    ['a warning', allow([{ match: 'a.example', action: 'warn' }]), /no warning/],
  ])('leave out %s, and say why', (_, list, why) => {
    const { URLAllowlist, leftOut } = chromiumLists(policyOf([list]));
    expect(URLAllowlist).toEqual([]);
    expect(leftOut).toMatchObject([{ list: 'open', why: expect.stringMatching(why) }]);
  });

  test('block everything else, unless the default allows', () => {
    expect(chromiumLists(policyOf([])).URLBlocklist).toEqual(['*']);
    expect(chromiumLists(policyOf([], 'allow')).URLBlocklist).toEqual([]);
    expect(chromiumLists(policyOf([], 'warn')).leftOut).toMatchObject([{ match: 'default' }]);
  });
});
