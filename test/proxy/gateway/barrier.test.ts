import { describe, expect, test } from 'vitest';
import { type Asked, answer, judgeAddresses, whoIs } from '../../../proxy/gateway/barrier.ts';
import { parseAuthority, parseDestination } from '../../../shared/destination/destination.ts';
import { type TestPolicy, testPolicy } from '../../support/test-gateway.ts';

const id = 'ABCD-EFGH-JKMN-PQRS';
const tanaka = { user: 'tanaka', unit: null };

function to(text: string) {
  const parsed = text.includes('://') ? parseDestination(text) : parseAuthority(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.destination;
}

const asked = (text: string, more: Partial<Asked> = {}): Asked => ({
  act: text.includes('://') ? 'request' : 'connect',
  destination: to(text),
  method: null,
  credential: tanaka,
  terminal: 'terminal-1',
  at: Date.parse('2026-11-23T00:00:00Z'),
  id,
  ...more,
});

const list = (action: string, entry: string) =>
  `{ id: some, title: some, action: ${action}, owner: x, reason: x, entries: ["${entry}"] }`;

const shown = (given: ReturnType<typeof answer>) =>
  given.kind === 'decided' ? `${given.decision.action} ${given.decision.reason}` : given.kind;

const ofTerminal = (terminal: string) =>
  `{ id: some, title: some, action: allow, owner: x, reason: x, terminals: [${terminal}], entries: [a.example] }`;

const rows: [string, TestPolicy, Asked, string][] = [
  [
    'what is open to this terminal',
    { default: 'block', lists: ofTerminal('terminal-1') },
    asked('a.example:443'),
    'allow entry',
  ],
  [
    'what is open to another terminal',
    { default: 'block', lists: ofTerminal('terminal-2') },
    asked('a.example:443'),
    'block default',
  ],
  ['a tunnel to what is open', {}, asked('a.example:443'), 'allow default'],
  ['a tunnel to what is not', { default: 'block' }, asked('a.example:443'), 'block default'],
  [
    'a tunnel that interception opens',
    { intercept: '{ default: true }' },
    asked('a.example:443'),
    'intercept',
  ],
  [
    'a blocked tunnel is not opened',
    { intercept: '{ default: true }', default: 'block' },
    asked('a.example:443'),
    'block default',
  ],
  [
    'a tunnel to a host that is excepted',
    { intercept: '{ default: true, except: [{ match: a.example, reason: x }] }' },
    asked('a.example:443'),
    'allow default',
  ],
  [
    'a tunnel that depends on a path',
    { lists: list('block', 'a.example/b') },
    asked('a.example:443'),
    'intercept',
  ],
  [
    'a request that an entry blocks',
    { lists: list('block', 'a.example/b') },
    asked('http://a.example/b'),
    'block entry',
  ],
  [
    'a request beside it',
    { lists: list('block', 'a.example/b') },
    asked('http://a.example/c'),
    'allow default',
  ],
  ['nobody', {}, asked('a.example:443', { credential: null }), 'credential'],
  [
    'nobody, to what is blocked',
    { default: 'block' },
    asked('http://a.example/', { credential: null }),
    'credential',
  ],
  [
    'nobody, to what programs may reach: unread, whatever is intercepted',
    { withoutCredential: ['a.example'], intercept: '{ default: true }' },
    asked('a.example:443', { credential: null }),
    'allow without-credential',
  ],
];
test.each(rows)('%s', (_, policy, request, expected) => {
  expect(shown(answer(testPolicy(policy), request))).toBe(expected);
});

test('without a policy, or past its end, everything is refused before anybody is asked who they are', () => {
  const nobody = asked('a.example:443', { credential: null });
  expect(shown(answer({ state: 'none' }, nobody))).toBe('block no-policy');
  const state = testPolicy({ withoutCredential: ['a.example'] });
  if (state.state === 'none') throw new Error('none');
  expect(shown(answer({ ...state, state: 'expired' }, nobody))).toBe('block policy-expired');
});

describe('resolved addresses', () => {
  const isOwnPort = (_: string, port: number) => port === 3128;
  test.each([
    ['all of them open', ['192.0.2.1', '2001:db8::1'], 'a.example:443', null],
    ['one of them closed', ['192.0.2.1', '10.0.0.1'], 'a.example:443', 'zone-closed'],
    ['IPv4 inside IPv6', ['::ffff:10.0.0.1'], 'a.example:443', 'zone-closed'],
    ['one that cannot be read', ['fe80::1%eth0'], 'a.example:443', 'zone-closed'],
    ['our own port', ['127.0.0.1'], 'a.example:3128', 'own-port'],
  ])('%s', (_, addresses, authority, reason) => {
    const judged = judgeAddresses(testPolicy({}), to(authority), addresses, isOwnPort);
    expect(judged?.reason ?? null).toBe(reason);
  });

  test('without a policy nothing is open', () => {
    expect(judgeAddresses({ state: 'none' }, to('a.example:443'), [], isOwnPort)?.action).toBe(
      'block',
    );
  });
});

test('identity is declared by a credential, or there is none', () => {
  expect(whoIs(tanaka)).toEqual({ user: 'tanaka', unit: null, identity: 'declared' });
  expect(whoIs(null)).toEqual({ user: null, unit: null, identity: 'none' });
});
