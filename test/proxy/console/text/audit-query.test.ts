import { expect, test } from 'vitest';
import {
  filterFrom,
  filterFromValues,
  filterValues,
} from '../../../../proxy/console/text/audit-query.ts';

test('reads what it knows out of the address, and nothing else', () => {
  const query = new URLSearchParams('action=block&host=&since=2026-12-31T15:00:00.000Z&x=1');
  expect(filterFrom(query)).toEqual({ action: 'block', since: '2026-12-31T15:00:00.000Z' });
});

test('address → form → address is the same filter', () => {
  const filter = { action: 'block', text: 'go.jp', since: '2026-12-31T15:00:00.000Z' };
  expect(filterFromValues(filterValues(filter))).toEqual({ ok: true, filter });
});

test('takes a reference as it is heard', () => {
  const values = { ...filterValues({}), id: 'd214 40hm 0410 60cc' };
  expect(filterFromValues(values)).toEqual({ ok: true, filter: { id: 'D214-40HM-0410-60CC' } });
});

test('names the times that cannot be used', () => {
  const values = { ...filterValues({}), until: 'x' };
  expect(filterFromValues(values)).toEqual({ ok: false, wrong: ['until'] });
});
