import { expect, test } from 'vitest';
import { auditFilter, postingFilter } from '../../../../proxy/console/text/audit-query.ts';

test('reads what it knows out of the address, and nothing else', () => {
  const query = new URLSearchParams('action=block&host=&since=2026-12-31T15:00:00.000Z&x=1');
  expect(auditFilter.from(query)).toEqual({ action: 'block', since: '2026-12-31T15:00:00.000Z' });
});

test('address → form → address is the same filter', () => {
  const filter = { action: 'block', text: 'go.jp', since: '2026-12-31T15:00:00.000Z' };
  expect(auditFilter.fromValues(auditFilter.values(filter))).toEqual({ ok: true, filter });
});

test('takes a reference as it is heard', () => {
  const values = { ...auditFilter.values({}), id: 'd214 40hm 0410 60cc' };
  expect(auditFilter.fromValues(values)).toEqual({
    ok: true,
    filter: { id: 'D214-40HM-0410-60CC' },
  });
});

test('each list knows its own names alone', () => {
  const query = new URLSearchParams('state=open&type=change&host=a.example');
  expect(postingFilter.from(query)).toEqual({ state: 'open' });
});

test('names the times that cannot be used', () => {
  const values = { ...auditFilter.values({}), until: 'x' };
  expect(auditFilter.fromValues(values)).toEqual({ ok: false, wrong: ['until'] });
});
