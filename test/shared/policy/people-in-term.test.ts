import { describe, expect, it } from 'vitest';
import {
  compilePeople,
  isInTerm,
  peopleAt,
  responsibleAt,
} from '../../../shared/policy/people-in-term.ts';

const at = (text: string) => Date.parse(text);
const term = { user: 'sato', from: '2026-04-01', until: '2027-03-31' };

describe('a term', () => {
  it.each([
    [
      'has not begun a second before its first midnight in Japan',
      '2026-03-31T23:59:59+09:00',
      false,
    ],
    ['begins at that midnight', '2026-04-01T00:00:00+09:00', true],
    ['lasts to the end of its last day', '2027-03-31T23:59:59+09:00', true],
    ['is over at the midnight after it', '2027-04-01T00:00:00+09:00', false],
  ])('%s', (_, moment, expected) => {
    expect(isInTerm(term, at(moment))).toBe(expected);
  });

  it('of a name alone is any time', () => {
    expect(isInTerm('sato', 0)).toBe(true);
    expect(isInTerm({}, 0)).toBe(true);
  });
});

describe('people', () => {
  const people = ['tanaka', term, { user: 'sato', from: '2028-04-01' }];

  it('are those whose term it is', () => {
    expect(peopleAt(people, at('2026-11-24T10:00:00+09:00'))).toEqual(['tanaka', 'sato']);
    expect(peopleAt(people, at('2027-11-24T10:00:00+09:00'))).toEqual(['tanaka']);
  });

  it('may have several terms', () => {
    const is = compilePeople(people);
    const years = ['2025', '2026', '2027', '2028'].map((year) =>
      is('sato', at(`${year}-11-24T10:00:00+09:00`)),
    );
    expect(years).toEqual([false, true, false, true]);
  });

  it('are nobody else, also by a prototype’s name', () => {
    const is = compilePeople(people);
    expect(is('ito', 0)).toBe(false);
    expect(is('constructor', 0)).toBe(false);
  });

  it('are responsible: one always, deputies in their term', () => {
    const rule = { responsible: 'mori', deputies: people };
    expect(responsibleAt(rule, at('2027-11-24T10:00:00+09:00'))).toEqual(['mori', 'tanaka']);
    expect(responsibleAt({ responsible: 'mori' }, 0)).toEqual(['mori']);
  });
});
