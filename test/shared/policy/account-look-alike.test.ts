import { describe, expect, it } from 'vitest';
import { compileOfficials, mentionedIn } from '../../../shared/policy/account-look-alike.ts';

const officials = compileOfficials([
  { accounts: [{ name: '@yokote_city', ids: ['did:plc:abc', '1234567890'], posters: ['a'] }] },
  {
    accounts: [
      { name: 'yokote.example', posters: ['a'] },
      { name: '横手市', posters: ['a'] },
    ],
  },
  { accounts: [{ name: '@fire', posters: ['a'] }] },
]);

describe('an account that looks like an official one', () => {
  it.each<[string, string, string | null]>([
    ['is told by a digit for a letter', '@y0kote_city', '@yokote_city'],
    ['is told by letters of another script', '@yоkоtе_city', '@yokote_city'],
    ['is told by full width letters with a slip', '＠ｙｏｋｏｔｔｅ＿ｃｉｔｙ', '@yokote_city'],
    ['is told by another dash', '@yokote-city', '@yokote_city'],
    ['is told without the dash', 'yokotecity', '@yokote_city'],
    ['is told by one letter more', '@yokotte_city', '@yokote_city'],
    ['is told by two changed places', '@yoktoe_city', '@yokote_city'],
    ['is told by a word that claims it', '@yokote_city_official', '@yokote_city'],
    ['is told by such a word in front', '@info_yokote_city', '@yokote_city'],
    ['is told of every service', 'yokote.examp1e', 'yokote.example'],
    ['is told by a sign in a Japanese name', '横手・市', '横手市'],
  ])('%s', (_, account, expected) => {
    expect(officials.imitatedBy(account)).toBe(expected);
  });

  it.each<[string, string]>([
    ['the official one itself', '@yokote_city'],
    ['in other letters', 'YOKOTE_CITY'],
    ['in full width', '＠ｙｏｋｏｔｅ＿ｃｉｔｙ'],
    ['by its id', 'did:plc:abc'],
    ['a number near its id', '1234567891'],
    ['another DID', 'did:plc:abd'],
    ['a neighbour', '@akita_city'],
    ['a short name one letter away', '@firs'],
    ['a longer name of something else', '@yokote_city_marathon'],
    ['nothing', ''],
    ['signs alone', '@__'],
    ['endless text', 'y'.repeat(10_000)],
  ])('is not %s', (_, account) => {
    expect(officials.imitatedBy(account)).toBeNull();
  });
});

describe('accounts that a text speaks to', () => {
  it.each<[string, string[]]>([
    ['@yokote_city へ、どうぞ', ['yokote_city']],
    ['ありがとう！＠横手市、@yokote.example。', ['横手市', 'yokote.example']],
    ['kanri@city.example.jp と https://mstdn.jp/@abc', []],
    ['(@a_b). @a_b @c-', ['a_b', 'c']],
    ['', []],
  ])('of %j are %j', (text, expected) => {
    expect(mentionedIn(text)).toEqual(expected);
  });
});
