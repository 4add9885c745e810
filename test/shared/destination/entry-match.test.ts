import { expect, test } from 'vitest';
import { parseMatch } from '../../../shared/destination/entry-match.ts';

test('reads a glob where it says so, else a filter', () => {
  expect(parseMatch('glob:*.example.jp').ok).toBe(true);
  expect(parseMatch('*.example.jp').ok).toBe(false);
  expect(parseMatch('example.jp')).toMatchObject({ ok: true, match: { exact: false } });
  expect(parseMatch('glob:example.jp')).toMatchObject({ ok: true, match: { exact: true } });
});
