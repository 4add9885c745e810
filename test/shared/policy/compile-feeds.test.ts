import { describe, expect, test } from 'vitest';
import { parseAuthority, parseDestination } from '../../../shared/destination/destination.ts';
import { compilePolicy } from '../../../shared/policy/compile.ts';
import { type Feeds, unloadedFeeds } from '../../../shared/policy/compile-feeds.ts';
import { decideConnect, decideDestination } from '../../../shared/policy/decide-destination.ts';
import { explainDestination } from '../../../shared/policy/explain-destination.ts';
import { type List, listSchema } from '../../../shared/policy/schema.ts';
import { feedSet } from '../../support/feed-set.ts';
import { smallPolicy } from '../../support/small-policy.ts';

function list(id: string, action: string, more: object): List {
  return listSchema.parse({ id, title: id, action, owner: '課', reason: '業務', ...more });
}

function compile(lists: List[], feeds: Feeds, action: 'allow' | 'block' = 'allow') {
  return compilePolicy(smallPolicy({ destinations: { default: action, lists } }), { feeds });
}

function asked(url: string, unit: string | null = null) {
  const parsed = parseDestination(url);
  if (!parsed.ok) throw new Error(parsed.problem);
  return { destination: parsed.destination, user: null, unit, terminal: null, at: 0 };
}

const malware = list('malware', 'block', { clause: '7-3', feed: { file: 'x' } });
const feeds = new Map([['malware', feedSet(['evil.example', '.bad.example', '192.0.2.7'])]]);

describe('a feed that blocks', () => {
  const policy = compile([malware], feeds);
  test.each([
    ['a listed host', 'https://evil.example/x?y', 'block malware/evil.example 7-3'],
    ['in any spelling', 'http://EVIL.example./', 'block malware/evil.example 7-3'],
    [
      'not what is below a name without a dot',
      'https://www.evil.example/',
      'allow destinations.default null',
    ],
    ['what is below one with a dot', 'https://x.bad.example/', 'block malware/bad.example 7-3'],
    ['an address', 'http://192.0.2.7/', 'block malware/192.0.2.7 7-3'],
    ['an address inside another', 'http://[::ffff:192.0.2.7]/', 'block malware/192.0.2.7 7-3'],
    ['nothing else', 'https://good.example/', 'allow destinations.default null'],
  ])('%s', (_, url, expected) => {
    const { action, rule, clause } = decideDestination(policy, asked(url), 'id');
    expect(`${action} ${rule} ${clause}`).toBe(expected);
  });

  test('is asked at CONNECT too, where it needs no path', () => {
    const parsed = parseAuthority('evil.example:443');
    if (!parsed.ok) throw new Error(parsed.problem);
    const request = {
      destination: parsed.destination,
      user: null,
      unit: null,
      terminal: null,
      at: 0,
    };
    expect(decideConnect(policy, request, 'id')).toMatchObject({
      action: 'block',
      rule: 'malware/evil.example',
    });
  });

  test('is explained with its owner and reason', () => {
    expect(explainDestination(policy, asked('https://evil.example/'), null)).toMatchObject({
      list: 'malware',
      owner: '課',
      listReason: '業務',
      matched: [{ rule: 'malware/evil.example', lostBy: null }],
    });
  });
});

/** The same names in `entries` and in a feed: one precedence. */
describe('a name of a feed ranks as an entry does', () => {
  test.each([
    ['a shorter entry loses', ['example'], 'allow', 'https://x.sub.bad.example/', 'block'],
    ['a longer entry wins', ['sub.bad.example'], 'allow', 'https://x.sub.bad.example/', 'allow'],
    ['an exact entry wins', ['.x.bad.example'], 'allow', 'https://x.bad.example/', 'allow'],
    [
      'a path decides between equals',
      ['bad.example/ok'],
      'allow',
      'https://bad.example/ok',
      'allow',
    ],
    ['and only there', ['bad.example/ok'], 'allow', 'https://bad.example/no', 'block'],
    ['allow beats block in a full tie', ['bad.example'], 'allow', 'https://bad.example/', 'allow'],
  ])('%s', (_, entries, action, url, expected) => {
    const own = list('own', action, { entries });
    expect(decideDestination(compile([malware, own], feeds), asked(url), 'id').action).toBe(
      expected,
    );
    const inLine = list('malware', 'block', { entries: ['.evil.example', 'bad.example'] });
    const plain = compile([inLine, own], new Map());
    expect(decideDestination(plain, asked(url), 'id').action).toBe(expected);
  });
});

test('the scope of the list holds for every name of its feed', () => {
  const scoped = list('malware', 'block', { units: ['総務'], feed: { file: 'x' } });
  const policy = compile([scoped], feeds);
  const url = 'https://evil.example/';
  expect(decideDestination(policy, asked(url, '総務'), 'id').action).toBe('block');
  expect(decideDestination(policy, asked(url, '財政'), 'id').action).toBe('allow');
});

test.each([
  ['one that blocks stops nothing', 'block', 'allow'],
  ['one that allows opens nothing', 'allow', 'block'],
] as const)('of feeds that are not loaded %s', (_, action, normal) => {
  const lists = [list('malware', action, { feed: { file: 'x' } })];
  const policy = compile(lists, new Map(), normal);
  expect(decideDestination(policy, asked('https://evil.example/'), 'id')).toMatchObject({
    action: normal,
    reason: 'default',
  });
  expect(unloadedFeeds(lists, new Map())).toEqual(['malware']);
  expect(unloadedFeeds(lists, feeds)).toEqual([]);
});

test('a snapshot of a list that has no feed any more says nothing', () => {
  const policy = compile([list('malware', 'block', { entries: [] })], feeds);
  expect(decideDestination(policy, asked('https://evil.example/'), 'id').action).toBe('allow');
});

describe('filters of a feed', () => {
  const text =
    '{"URLAllowlist": ["a.example/open", ".b.example"], "URLBlocklist": ["a.example/open/not"]}';
  const set = feedSet([text], { action: 'allow' });
  const policy = compile(
    [list('given', 'allow', { feed: { file: 'x' } })],
    new Map([['given', set]]),
    'block',
  );
  test.each([
    ['https://a.example/open/x', 'allow', 'given/a.example/open'],
    ['https://a.example/open/not', 'block', 'given/a.example/open/not'],
    ['https://a.example/', 'block', 'destinations.default'],
    ['https://b.example/', 'allow', 'given/b.example'],
    ['https://x.b.example/', 'block', 'destinations.default'],
  ])('%s: %s by %s', (url, action, rule) => {
    expect(decideDestination(policy, asked(url), 'id')).toMatchObject({ action, rule });
  });
});

test('two feeds that both list a host: the earlier list is named', () => {
  const lists = [malware, list('phishing', 'block', { feed: { file: 'y' } })];
  const both = new Map([...feeds, ['phishing', feedSet(['evil.example'])]]);
  const { matched } = explainDestination(
    compile(lists, both),
    asked('https://evil.example/'),
    null,
  );
  expect(matched.map(({ rule }) => rule)).toEqual([
    'malware/evil.example',
    'phishing/evil.example',
  ]);
});
