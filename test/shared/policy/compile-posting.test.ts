import { describe, expect, it } from 'vitest';
import { accountKey, compilePosting, foldWord } from '../../../shared/policy/compile-posting.ts';
import { compileExample, exampleRule } from '../../support/posting-rules.ts';

describe('compiled posting rules', () => {
  it('name every host that has to be intercepted', () => {
    const { hosts, policyServices } = compileExample({ hosts: ['pds.city.example'] });
    expect(hosts).toContain('bsky.social');
    expect(hosts).toContain('pds.city.example');
    expect(hosts).not.toContain('*.x.com');
    expect(policyServices.hosts.get('pds.city.example')).toBe('bluesky');
  });

  it('find an account by name and by id', () => {
    const rule = compileExample().rules.get('bluesky');
    expect(rule?.accounts.get('yokote.example')?.name).toBe('yokote.example');
    expect(rule?.accounts.get('did:plc:yokote')?.name).toBe('yokote.example');
  });

  it('know the posters of each account, and those of all together', () => {
    const rule = compileExample().rules.get('bluesky');
    const posters = (each: { isPoster: (user: string, at: number) => boolean } | undefined) =>
      ['tanaka', 'suzuki', 'sato', 'ito'].filter((user) => each?.isPoster(user, 0));
    expect(posters(rule?.accounts.get('did:plc:yokote'))).toEqual(['tanaka', 'suzuki']);
    expect(posters(rule)).toEqual(['tanaka', 'suzuki', 'sato']);
  });

  it('know their topics by name, with and without examples', () => {
    const topics = ['防災', { name: 'イベント', examples: ['雪まつりの開催'] }];
    expect(compileExample({ topics }).rules.get('bluesky')?.topics).toEqual(
      new Set(['防災', 'イベント']),
    );
    expect(compileExample({ topics: undefined }).rules.get('bluesky')?.topics).toBeNull();
  });

  it('are suspended as a whole only where every account is', () => {
    const suspended = { reason: '乗っ取り' };
    const accounts = [
      { name: 'a', posters: ['tanaka'], suspended },
      { name: 'b', posters: ['tanaka'] },
    ];
    expect(compileExample({ accounts }).rules.get('bluesky')?.isSuspended(0)).toBe(false);
    const all = accounts.map((account) => ({ ...account, suspended }));
    expect(compileExample({ accounts: all }).rules.get('bluesky')?.isSuspended(0)).toBe(true);
  });

  it.each([
    ['level 2 and those above', ['3A', '3B', '2', '1'], undefined, ['3A', '3B', '2']],
    ['the level that is written', ['3A', '3B', '2', '1'], '3B', ['3A', '3B']],
    [
      'all but the lowest of a city that has no level 2',
      ['high', 'middle', 'low'],
      undefined,
      ['high', 'middle'],
    ],
  ])('forbid %s', (_, levels, level, expected) => {
    const rule = { ...exampleRule, forbidden: level === undefined ? {} : { level } };
    const compiled = compilePosting([rule], { mode: 'enforce', levels });
    expect([...(compiled.rules.get('bluesky')?.forbidden.levels ?? [])]).toEqual(expected);
  });

  it('are closed where nothing is written', () => {
    const rule = compileExample().rules.get('bluesky');
    expect(rule).toMatchObject({
      unknownAccount: 'block',
      unknownWrite: 'block',
      outsideHours: 'block',
      topicMissing: 'allow',
    });
    expect(rule?.forbidden).toMatchObject({ action: 'block', shorteners: 'block' });
  });
});

it.each([
  ['@Yokote', 'yokote'],
  [' yokote ', 'yokote'],
  ['did:plc:A', 'did:plc:a'],
])('spells the account %s as %s', (account, expected) => {
  expect(accountKey(account)).toBe(expected);
});

it.each([
  ['Ａ Ｂ', 'ab'],
  ['㍻', '平成'],
])('folds the word %s to %s', (word, expected) => {
  expect(foldWord(word)).toBe(expected);
});
