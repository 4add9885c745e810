import { expect, test } from 'vitest';
import { earlierOf, groupsOf } from '../../../../proxy/console/text/request-groups.ts';
import type { AccessRequest } from '../../../../shared/protocol/link.ts';

let n = 0;
const request = (url: string, fields: Partial<AccessRequest> = {}): AccessRequest => ({
  id: `R${++n}`,
  at: '2026-11-23T00:00:00.000Z',
  decision: 'D',
  url,
  page: null,
  reason: '業務',
  user: 'tanaka',
  unit: null,
  terminal: 't',
  state: 'open',
  answer: null,
  ...fields,
});

test('open requests for one host stand together; answered ones alone', () => {
  const first = request('https://a.example/x');
  const other = request('https://b.example/');
  const second = request('https://a.example/y', { user: 'suzuki' });
  const done = request('https://a.example/z', { state: 'declined' });
  const shown = groupsOf([first, other, done, second]).map(({ host, requests }) => [
    host,
    ...requests.map(({ id }) => id),
  ]);
  expect(shown).toEqual([
    ['a.example', first.id, second.id],
    ['b.example', other.id],
    ['a.example', done.id],
  ]);
});

test('what is no URL stands alone', () => {
  expect(groupsOf([request('•••'), request('x')])).toHaveLength(2);
});

test('earlier requests are those of the same person for the same host, once answered', () => {
  const now = request('https://a.example/x');
  const before = request('https://a.example/y', { state: 'declined' });
  const all = [
    now,
    before,
    request('https://a.example/y', { state: 'declined', user: 'suzuki' }),
    request('https://b.example/y', { state: 'declined' }),
    request('https://a.example/y'),
  ];
  expect(earlierOf(now, all)).toEqual([before]);
  expect(earlierOf({ ...now, user: null }, all)).toEqual([]);
});
