import { expect, test } from 'vitest';
import { askingPage, initiatorOf, initiatorPlace } from '../../../proxy/gateway/initiator.ts';
import { parseDestination } from '../../../shared/destination/destination.ts';

test.each<[string, { origin?: string; referer?: string }, unknown, string | null]>([
  ['an origin', { origin: 'https://a.example' }, { host: 'a.example', port: 443 }, 'a.example'],
  [
    'a referer where the origin is hidden',
    { origin: 'null', referer: 'http://b.example:8080/p?q' },
    { host: 'b.example', port: 8080 },
    'b.example',
  ],
  [
    'another page than before',
    { referer: 'http://c.example/' },
    { host: 'c.example', port: 80 },
    'c.example',
  ],
  ['neither', {}, null, null],
  ['nothing that can be read', { origin: 'null', referer: 'x' }, null, null],
])('%s', (_, headers, place, shown) => {
  expect(initiatorPlace(headers)).toEqual(place);
  expect(initiatorOf(headers)).toBe(shown);
});

const cdn = parseDestination('https://cdn.example:8443/a?b');
if (!cdn.ok) throw new Error(cdn.problem);

test.each<[string, Parameters<typeof askingPage>[0], unknown]>([
  ['a page in its origin', { origin: 'https://a.example' }, { initiator: 'https://a.example/' }],
  [
    'a page in its referer',
    { referer: 'https://a.example/p?q' },
    { initiator: 'https://a.example/' },
  ],
  [
    'what is opened in a tab',
    { 'sec-fetch-dest': 'document', referer: 'https://a.example/' },
    { initiator: null },
  ],
  ['what is typed', { 'sec-fetch-site': 'none' }, { initiator: null }],
  [
    'a frame of a page',
    { 'sec-fetch-dest': 'iframe', referer: 'https://a.example/' },
    { initiator: 'https://a.example/' },
  ],
  [
    'its own page that hides',
    { 'sec-fetch-site': 'same-origin' },
    { initiator: 'https://cdn.example:8443/' },
  ],
  ['another page that hides', { 'sec-fetch-site': 'cross-site' }, { initiatorUnseen: true }],
  ['nothing said', {}, { initiatorUnseen: true }],
])('who asks: %s', (_, headers, expected) => {
  expect(askingPage(headers, cdn.destination)).toEqual(expected);
});
