import { expect, test } from 'vitest';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { plainEntry } from '../../../shared/policy/compile-lists.ts';
import { judgeWinner } from '../../../shared/policy/judge-winner.ts';

const blocked = { default: 'block', ownHosts: new Map() } as const;

function seen(url: string, method: string | null = 'GET') {
  const parsed = parseDestination(url);
  if (!parsed.ok) throw new Error(parsed.problem);
  return { destination: parsed.destination, initiator: 'none', method, sent: null, at: 0 } as const;
}

test('says default where there is no entry', () => {
  expect(judgeWinner(null, { ...blocked, default: 'warn' }, seen('https://a.example/'))).toEqual({
    action: 'warn',
    reason: 'default',
    rule: 'destinations.default',
    clause: null,
  });
});

const read = { ...plainEntry('a.example', 'allow', 'list'), readOnly: true };

test.each([
  ['GET', 'https://a.example/', 'GET', 'entry'],
  ['HEAD', 'https://a.example/', 'HEAD', 'entry'],
  ['OPTIONS', 'https://a.example/', 'OPTIONS', 'entry'],
  ['a method in small letters', 'https://a.example/', 'get', 'entry'],
  ['POST', 'https://a.example/', 'POST', 'read-only'],
  ['DELETE', 'https://a.example/', 'DELETE', 'read-only'],
  ['TRACE', 'https://a.example/', 'TRACE', 'read-only'],
  ['a method of nobody', 'https://a.example/', 'FROB', 'read-only'],
  ['a WebSocket', 'wss://a.example/', 'GET', 'read-only'],
  ['a WebSocket without TLS', 'ws://a.example/', 'GET', 'read-only'],
  ['what nobody sees', 'https://a.example/', null, 'entry'],
])('reading alone: %s', (_, url, method, reason) => {
  expect(judgeWinner(read, blocked, seen(url, method))).toEqual({
    action: reason === 'entry' ? 'allow' : 'block',
    reason,
    rule: 'list/a.example',
    clause: null,
  });
});

test('reading alone holds where an entry warns, and says nothing where it blocks', () => {
  const post = seen('https://a.example/', 'POST');
  expect(judgeWinner({ ...read, action: 'warn' }, blocked, post).reason).toBe('read-only');
  expect(judgeWinner({ ...read, action: 'block' }, blocked, post).reason).toBe('entry');
});
