import { expect, test } from 'vitest';
import {
  postingId,
  readPostingId,
  readPostingPlace,
  writePostingPlace,
} from '../../../../proxy/hub/store/posting-filter.ts';

const place = { at: '2026-11-23T00:00:00.000Z', terminal: 'a b.1.2', seq: 12, place: 3 };

test('a place and an id are read as they were written', () => {
  expect(readPostingPlace(writePostingPlace(place))).toEqual(place);
  expect(postingId(place)).toBe('a b.1.2-12-3');
  expect(readPostingId(postingId(place))).toEqual({ terminal: 'a b.1.2', seq: 12, place: 3 });
});

test.each(['', 'x', 'a-b-c', '-1-2', 'a-1', 'a.1.2', `a-${'9'.repeat(20)}-1`])(
  '“%s” is no id',
  (text) => {
    expect(readPostingId(text)).toBeNull();
  },
);

test.each(['', 'x', Buffer.from('2026 1 2 t').toString('base64url')])(
  '“%s” is no place',
  (text) => {
    expect(readPostingPlace(text)).toBeNull();
  },
);
