import { describe, expect, test } from 'vitest';
import { type AdmitWith, admit } from '../../../proxy/gateway/admit.ts';
import type { Asked } from '../../../proxy/gateway/barrier.ts';
import { parseAuthority } from '../../../shared/destination/destination.ts';
import { type TestPolicy, testPolicy } from '../../support/test-gateway.ts';

const parsed = parseAuthority('a.example:443');
if (!parsed.ok) throw new Error(parsed.problem);
const asked: Asked = {
  act: 'connect',
  destination: parsed.destination,
  method: null,
  credential: { user: 'tanaka', unit: null },
  terminal: null,
  at: 0,
  id: 'ABCD-EFGH-JKMN-PQRS',
};

function options(policy: TestPolicy, more: Partial<AdmitWith> = {}) {
  const bugs: unknown[] = [];
  const resolved: string[] = [];
  const given: AdmitWith = {
    policy: () => testPolicy(policy),
    resolve: async ({ host }) => {
      resolved.push(host);
      return ['192.0.2.1', '192.0.2.2'];
    },
    terminal: null,
    resolveIfPossible: async () => null,
    isOwnPort: () => false,
    acknowledged: () => false,
    onBug: (error) => bugs.push(error),
    ...more,
  };
  return { given, bugs, resolved };
}

test('what passes comes with every checked address', async () => {
  const { given } = options({});
  expect(await admit(asked, given)).toMatchObject({
    kind: 'pass',
    addresses: ['192.0.2.1', '192.0.2.2'],
    decision: { action: 'allow' },
  });
});

test('what is refused is never resolved: names tell as well', async () => {
  const { given, resolved } = options({ default: 'block' });
  expect(await admit(asked, given)).toMatchObject({ kind: 'refuse', address: null });
  expect(resolved).toEqual([]);
});

test('a closed address is refused in mode observe as well, and named', async () => {
  const { given } = options({ mode: 'observe' }, { resolve: async () => ['10.0.0.1'] });
  expect(await admit(asked, given)).toMatchObject({
    kind: 'refuse',
    address: '10.0.0.1',
    decision: { action: 'block', reason: 'zone-closed' },
  });
});

test('in mode observe a block is let through and kept in would', async () => {
  const { given } = options({ mode: 'observe', default: 'block' });
  expect(await admit(asked, given)).toMatchObject({
    kind: 'pass',
    decision: { action: 'allow', would: 'block' },
  });
});

test('a name that cannot be resolved has been let through, and fails', async () => {
  const resolve = () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' }));
  const { given } = options({}, { resolve });
  expect(await admit(asked, given)).toMatchObject({
    kind: 'failed',
    failure: { status: 502, code: 'destination-not-found' },
  });
});

test.each([
  [
    'the policy',
    {
      policy: () => {
        throw new Error('bug');
      },
    },
  ],
  [
    'the acknowledgement',
    {
      acknowledged: () => {
        throw new Error('bug');
      },
    },
  ],
  ['the resolver, with no address', { resolve: async () => [] }],
])('a bug in %s is a block', async (_, broken) => {
  const { given, bugs } = options({ default: 'warn' }, { ...broken });
  const admission = await admit(
    asked,
    'resolve' in broken ? { ...given, acknowledged: () => true } : given,
  );
  expect(admission).toMatchObject({ kind: 'refuse', decision: { reason: 'internal-error' } });
  expect(bugs).toHaveLength(1);
});

describe('behind a proxy above this one', () => {
  const upstream = { more: 'upstream: { proxy: "http://cloud.example:8080" }' };

  test('a name that only it can look up passes unchecked', async () => {
    const { given, resolved } = options(upstream);
    expect(await admit(asked, given)).toMatchObject({
      kind: 'pass',
      addresses: ['unchecked'],
      upstream: { proxy: 'http://cloud.example:8080' },
    });
    expect(resolved).toEqual([]);
  });

  test.each([
    ['passes outside the closed zones', ['192.0.2.1', '192.0.2.2'], 'pass'],
    ['is refused where one address is inside', ['192.0.2.1', '10.0.0.1'], 'refuse'],
  ])('what can be looked up %s', async (_, addresses, kind) => {
    const { given } = options(upstream, { resolveIfPossible: async () => addresses });
    expect(await admit(asked, given)).toMatchObject({ kind });
  });
});
