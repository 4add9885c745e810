import { expect, test } from 'vitest';
import { checkServices } from '../../../shared/policy/check-services.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import type { RegisteredService } from '../../../shared/policy/services-schema.ts';
import { smallPolicy } from '../../support/small-policy.ts';

const service = (changes: Partial<RegisteredService>): Partial<Policy> => ({
  services: [
    {
      id: 'a',
      title: 'a',
      hosts: ['a.example'],
      functions: ['view', 'login'],
      responsible: 'tanaka',
      ...changes,
    },
  ],
});
const except = { default: true, except: [{ match: 'bank.example', reason: 'x' }] };
const list = { title: 'x', action: 'allow' as const, owner: 'x', reason: 'x', entries: [] };

test.each<[string, Partial<Policy>, string[]]>([
  ['nothing to say', service({}), []],
  ['a host that cannot be read', service({ hosts: ['*.a.example'] }), ['error services.0.hosts.0']],
  ['a host that opens everything', service({ hosts: ['*'] }), ['error services.0.hosts.0']],
  ['a host that opens a whole domain', service({ hosts: ['jp'] }), ['error services.0.hosts.0']],
  ['nobody may look', service({ functions: ['upload'] }), ['warning services.0.functions']],
  [
    'a host that nobody reads',
    { ...service({ hosts: ['a.example', 'www.bank.example'] }), intercept: except },
    ['warning services.0.hosts.1'],
  ],
  [
    'a host that nobody reads, open for everything',
    {
      ...service({
        hosts: ['www.bank.example'],
        functions: ['view', 'login', 'download', 'upload', 'post'],
      }),
      intercept: except,
    },
    [],
  ],
  [
    'a list by the name of the register',
    { destinations: { default: 'block', lists: [{ ...list, id: 'services' }] } },
    ['error destinations.lists.0.id'],
  ],
])('%s', (_, changes, expected) => {
  const found = checkServices(smallPolicy(changes));
  expect(found.map(({ severity, at }) => `${severity} ${at.join('.')}`)).toEqual(expected);
});
