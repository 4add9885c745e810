import { expect, test } from 'vitest';
import { destinationOf, stillRefused } from '../../../../proxy/hub/wanted/still-refused.ts';
import { now, policyFor, wanted } from './wanted-samples.ts';

const only = '{ match: cdn.example, action: allow, initiators: [city.lg.jp] }';

test.each<[string, Parameters<typeof stillRefused>[0], string[], object | null]>([
  ['what no entry speaks of', wanted('cdn.example'), [], { by: 'default' }],
  [
    'what an entry stops',
    wanted('cdn.example'),
    ['cdn.example'],
    { by: 'entry', rule: 'stopped/cdn.example' },
  ],
  [
    'not what was opened since',
    wanted('cdn.example'),
    ['{ match: cdn.example, action: allow }'],
    null,
  ],
  ['not what was opened for pages of this site', wanted('cdn.example'), [only], null],
  [
    'what was opened for pages of another site',
    wanted('cdn.example', { initiator: 'www.shop.example' }),
    [only],
    { by: 'default' },
  ],
  [
    'what the person opened, where pages alone may',
    wanted('cdn.example', { navigated: 1 }),
    [only],
    { by: 'default' },
  ],
  [
    'not what nobody could see, where pages alone may',
    wanted('cdn.example', { initiator: null }),
    [only],
    null,
  ],
  [
    'pages at an address',
    wanted('cdn.example', { initiator: '2001:db8::1' }),
    ['{ match: cdn.example, action: allow, initiators: ["[2001:db8::1]"] }'],
    null,
  ],
  [
    'not what another person may not',
    wanted('cdn.example', { user: 'suzuki' }),
    ['{ match: cdn.example, action: allow, users: [suzuki] }'],
    null,
  ],
  ['not a closed zone, which no entry opens', wanted('10.0.0.1'), [], null],
  ['a name that was masked', wanted('•••.example'), [], { by: 'default' }],
  ['not what is no name', wanted('a b'), [], null],
])('%s', (_, row, entries, expected) => {
  for (const mode of ['observe', 'enforce'] as const) {
    expect(stillRefused(row, policyFor(mode, ...entries), now)).toEqual(expected);
  }
});

test('addresses are read with and without brackets', () => {
  expect(destinationOf('2001:db8::1', 443)?.host).toBe('2001:db8::1');
  expect(destinationOf('www.example', 80)?.scheme).toBe('http');
});
