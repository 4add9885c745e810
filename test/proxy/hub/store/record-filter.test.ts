import { expect, test } from 'vitest';
import {
  escapeLike,
  fullTime,
  readPlace,
  writePlace,
} from '../../../../proxy/hub/store/record-filter.ts';

test('a place is read as it was written', () => {
  const place = { at: '2026-11-23T00:00:00.000Z', terminal: 't 1', seq: 12 };
  expect(readPlace(writePlace(place))).toEqual(place);
  for (const text of ['', 'x', Buffer.from('now 1 t').toString('base64url')]) {
    expect(readPlace(text)).toBeNull();
  }
});

test('wildcards become letters', () => {
  expect(escapeLike('100%_a\\b')).toBe('100\\%\\_a\\\\b');
});

test('times take the form of the records, so that text compares', () => {
  expect(fullTime('2026-11-23T00:00:00Z')).toBe('2026-11-23T00:00:00.000Z');
});
