import { expect, test } from 'vitest';
import { compileZones, judgeAddress, openKey } from '../../../shared/policy/zones.ts';

test.each([
  ['127.0.0.1:8600', '127.0.0.1 8600'],
  ['[::1]:8600', '::1 8600'],
  ['[::ffff:127.0.0.1]:8600', '127.0.0.1 8600'],
  ['localhost:8600', null],
  ['127.0.0.1', null],
  ['127.0.0.0/8:8600', null],
  ['127.0.0.1:0', null],
  ['*:8600', null],
])('openKey of %s is %s', (text, expected) => {
  expect(openKey(text)).toBe(expected);
});

const zones = compileZones({
  closed: ['127.0.0.0/8', '10.0.0.0/8', '64:ff9b:1::/48'],
  open: ['127.0.0.1:8600'],
});
test.each([
  ['a closed address', '10.0.0.1', 80, 'zones.closed/10.0.0.0/8'],
  ['an address in another', '64:ff9b::a00:1', 80, 'zones.closed/10.0.0.0/8'],
  ['an address closed as written', '64:ff9b:1::808:808', 80, 'zones.closed/64:ff9b:1::/48'],
  ['localhost', 'localhost', 80, 'zones.closed/127.0.0.0/8'],
  ['localhost where it is open', 'localhost', 8600, null],
  ['the unspecified address, which is loopback', '0.0.0.0', 80, 'zones.closed/127.0.0.0/8'],
  ['a public address', '8.8.8.8', 80, null],
  ['a name', 'example.jp', 80, null],
])('judges %s', (_, host, port, rule) => {
  expect(judgeAddress(zones, host, port)?.rule ?? null).toBe(rule);
});

test.each([{ closed: ['10.0.0.0/80'] }, { closed: [], open: ['localhost:80'] }])(
  'does not compile what the check refuses: %j',
  (bad) => {
    expect(() => compileZones(bad)).toThrow();
  },
);
