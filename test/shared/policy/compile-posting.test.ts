import { describe, expect, it } from 'vitest';
import { accountKey, compilePosting, foldWord } from '../../../shared/policy/compile-posting.ts';
import { compileExample, exampleRule } from '../../support/posting-rules.ts';

describe('compiled posting rules', () => {
  it('name every host that has to be intercepted', () => {
    const { hosts, ownHosts } = compileExample({ hosts: ['pds.city.example'] });
    expect(hosts).toContain('bsky.social');
    expect(hosts).toContain('pds.city.example');
    expect(hosts).not.toContain('*.x.com');
    expect(ownHosts.get('pds.city.example')).toBe('bluesky');
  });

  it('find an account by name and by id', () => {
    const rule = compileExample().rules.get('bluesky');
    expect(rule?.accounts.get('yokote.example')?.name).toBe('yokote.example');
    expect(rule?.accounts.get('did:plc:yokote')?.name).toBe('yokote.example');
    expect(rule?.posters).toEqual(new Set(['tanaka', 'suzuki', 'sato']));
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
    const compiled = compilePosting([rule], { mode: 'enforce', levels, isHoliday: () => false });
    expect([...(compiled.rules.get('bluesky')?.forbidden.levels ?? [])]).toEqual(expected);
  });

  it('are closed where nothing is written', () => {
    const rule = compileExample().rules.get('bluesky');
    expect(rule).toMatchObject({
      unknownAccount: 'block',
      unknownWrite: 'block',
      outsideHours: 'block',
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
