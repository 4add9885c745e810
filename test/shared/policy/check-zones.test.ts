import { expect, test } from 'vitest';
import { checkZones } from '../../../shared/policy/check-zones.ts';
import { placeText } from '../../../shared/policy/finding.ts';

const closed = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '::1/128',
  'fc00::/7',
  'fe80::/10',
];

test.each([
  ['all closed', { closed }, []],
  ['wider ranges', { closed: ['0.0.0.0/0', '::/0'] }, []],
  ['a range left open', { closed: closed.slice(1) }, ['warning zones.closed']],
  ['nothing closed', { closed: [] }, ['warning zones.closed']],
  ['a range that is none', { closed: [...closed, '10.0.0/8'] }, ['error zones.closed[9]']],
  ['a name as exception', { closed, open: ['localhost:8600'] }, ['error zones.open[0]']],
  ['an address and port as exception', { closed, open: ['127.0.0.1:8600', '[::1]:8600'] }, []],
])('%s', (_, zones, expected) => {
  const found = checkZones(zones).map(({ severity, at }) => `${severity} ${placeText(at)}`);
  expect(found).toEqual(expected);
});
