import { expect, test } from 'vitest';
import { initiatorOf, initiatorPlace } from '../../../proxy/gateway/initiator.ts';

test.each<[string, { origin?: string; referer?: string }, unknown, string | null]>([
  ['an origin', { origin: 'https://a.example' }, { host: 'a.example', port: 443 }, 'a.example'],
  [
    'a referer where the origin is hidden',
    { origin: 'null', referer: 'http://b.example:8080/p?q' },
    { host: 'b.example', port: 8080 },
    'b.example',
  ],
  ['neither', {}, null, null],
  ['nothing that can be read', { origin: 'null', referer: 'x' }, null, null],
])('%s', (_, headers, place, shown) => {
  expect(initiatorPlace(headers)).toEqual(place);
  expect(initiatorOf(headers)).toBe(shown);
});
