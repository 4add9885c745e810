import { expect, it } from 'vitest';
import { hostsInclude } from '../../../shared/posting/hosts.ts';

it.each([
  ['the name itself', ['x.com'], 'x.com', true],
  ['no name below', ['x.com'], 'api.x.com', false],
  ['the name behind a star', ['*.x.com'], 'x.com', true],
  ['a name below a star', ['*.x.com'], 'api.x.com', true],
  ['no name that only ends alike', ['*.x.com'], 'notx.com', false],
  ['nothing among no hosts', [], 'x.com', false],
])('includes %s', (_, hosts, host, expected) => {
  expect(hostsInclude(hosts, host)).toBe(expected);
});
