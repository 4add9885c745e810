import { expect, test } from 'vitest';
import { canonicalJson, entryKey, keyedEntry } from '../../../../proxy/hub/policy/entry-key.ts';

test('a match alone and a match with no other fields are the same line', () => {
  expect(entryKey('go.jp')).toBe(entryKey({ match: 'go.jp' }));
  expect(entryKey('go.jp')).toMatch(/^[0-9a-f]{16}$/);
});

test('the order of fields does not count, every value does', () => {
  const entry = { match: 'a.jp', users: ['tanaka'], until: '2027-03-31' };
  expect(entryKey({ until: '2027-03-31', users: ['tanaka'], match: 'a.jp' })).toBe(entryKey(entry));
  expect(entryKey({ ...entry, users: ['suzuki'] })).not.toBe(entryKey(entry));
  expect(keyedEntry(entry)).toEqual({ ...entry, key: entryKey(entry) });
});

test('canonical JSON sorts at every depth and leaves out what is undefined', () => {
  expect(canonicalJson({ b: [{ d: 1, c: null }], a: undefined, A: true })).toBe(
    '{"A":true,"b":[{"c":null,"d":1}]}',
  );
});
