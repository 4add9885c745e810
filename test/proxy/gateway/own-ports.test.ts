import { expect, test } from 'vitest';
import { createOwnPorts } from '../../../proxy/gateway/own-ports.ts';

const isOwnPort = createOwnPorts(new Set([3128]), () => ['192.0.2.5', '2001:db8::5']);

test.each([
  ['loopback', '127.0.0.1', 3128, true],
  ['another loopback address', '127.9.9.9', 3128, true],
  ['IPv6 loopback', '::1', 3128, true],
  ['the unspecified address', '0.0.0.0', 3128, true],
  ['the unspecified IPv6 address', '::', 3128, true],
  ['IPv4 inside IPv6', '::ffff:127.0.0.1', 3128, true],
  ["this machine's own address", '192.0.2.5', 3128, true],
  ["this machine's own IPv6 address", '2001:db8::5', 3128, true],
  ['another machine', '192.0.2.6', 3128, false],
  ['another port', '127.0.0.1', 8600, false],
])('%s', (_, address, port, expected) => {
  expect(isOwnPort(address, port)).toBe(expected);
});

test('addresses that come later are seen', () => {
  const clock = { at: 0 };
  let local: string[] = [];
  const isOwn = createOwnPorts(
    new Set([1]),
    () => local,
    () => clock.at,
  );
  expect(isOwn('192.0.2.7', 1)).toBe(false);
  local = ['192.0.2.7'];
  clock.at = 60_000;
  expect(isOwn('192.0.2.7', 1)).toBe(true);
});
