import { describe, expect, it } from 'vitest';
import { compileContacts, foreignContact } from '../../../shared/posting/contacts.ts';

const own = compileContacts(
  ['0182-35-2111', '+81-182-32-2121', 'Kouhou@city.example.jp'],
  ['city.yokote.lg.jp'],
);

describe('contact data of a posting', () => {
  it.each<[string, string, 'phone' | 'email' | null]>([
    ['nothing of the kind', '雪まつりは2月15日です', null],
    ['the city’s own number', 'お問い合わせは 0182-35-2111 へ', null],
    ['the same in full width', 'お問い合わせは ０１８２－３５－２１１１ へ', null],
    ['the same as written abroad', '+81 182-35-2111', null],
    ['an own number that was written as abroad', '電話 0182-32-2121', null],
    ['the city’s own address', 'kouhou@city.example.jp まで', null],
    ['an address below an own domain', 'fire@mail.city.yokote.lg.jp', null],
    ['somebody’s mobile number', '連絡は 090-1234-5678 まで', 'phone'],
    ['a number beside an own one', '0182-35-2111 か 0182-35-2112 へ', 'phone'],
    ['somebody’s address', 'taro@example.com', 'email'],
    ['an address whose host only ends like an own domain', 'a@notcity.yokote.lg.jp', 'email'],
    ['a date and an amount', '2026-11-24 に 1,200円', null],
  ])('%s', (_, text, expected) => {
    expect(foreignContact(text, own)).toBe(expected);
  });
});
