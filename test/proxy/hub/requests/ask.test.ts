import { expect, test } from 'vitest';
import { judgeAsking } from '../../../../proxy/hub/requests/ask.ts';
import type { AccessRequest } from '../../../../shared/protocol/link.ts';
import { asked } from './request-samples.ts';

const now = Date.parse('2026-11-23T00:00:00Z');
const many = (count: number, fields: Partial<AccessRequest>): AccessRequest[] =>
  Array.from({ length: count }, (_, n) => ({
    ...asked,
    url: `https://${n}.example/`,
    at: '2026-11-22T12:00:00.000Z',
    ...fields,
  }));

const rows: [string, AccessRequest[], string][] = [
  ['a first request is new', [], 'new'],
  ['the same again while it is open is that one', [asked], 'same'],
  ['the same after a decline is new', [{ ...asked, state: 'declined' }], 'new'],
  ['another page of the host is new', [{ ...asked, url: 'https://www.shop.example/' }], 'new'],
  ['a twentieth open one is taken', many(19, {}), 'new'],
  ['a twenty-first open one is not', many(20, {}), 'too-many'],
  ['what was answered leaves room', many(49, { state: 'declined' }), 'new'],
  ['fifty in a day are enough, however answered', many(50, { state: 'declined' }), 'too-many'],
  [
    'those of the day before yesterday do not count',
    many(60, { state: 'granted', at: '2026-11-21T00:00:00.000Z' }),
    'new',
  ],
];
test.each(rows)('%s', (_, earlier, kind) => {
  expect(judgeAsking(asked.url, earlier, now).kind).toBe(kind);
});
