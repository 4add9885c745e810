import { expect, test } from 'vitest';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { plainEntry } from '../../../shared/policy/compile-lists.ts';
import { judgeWinner } from '../../../shared/policy/judge-winner.ts';
import { compileZones } from '../../../shared/policy/zones.ts';
import { noPolicyServices } from '../../../shared/posting/recognise.ts';

const zones = compileZones({ closed: [], open: ['127.0.0.1:8600'] });
const blocked = {
  default: 'block',
  policyServices: noPolicyServices,
  schemes: 'web',
  zones,
} as const;

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

const port = 'port-not-open';
const named = (text: string) => plainEntry(text, 'allow', 'list');

test.each<[string, string | null, string, string]>([
  ['https on its own port', 'a.example', 'https://a.example/', 'entry'],
  ['https on another port', 'a.example', 'https://a.example:8443/', port],
  ['https on a port that the entry names', 'a.example:8443', 'https://a.example:8443/', 'entry'],
  ['wss on another port', 'a.example', 'wss://a.example:8443/', port],
  ['ws on its own port', 'a.example', 'ws://a.example/', 'entry'],
  ['ws on the port of https', 'a.example', 'ws://a.example:443/', port],
  ['wss on the port of http', 'a.example', 'wss://a.example:80/', port],
  ['plain HTTP on any port', 'a.example', 'http://a.example:8080/', 'entry'],
  ['another port by default', null, 'https://a.example:8443/', port],
  ['its own port by default', null, 'https://a.example/', 'default'],
  ['a name that is open as a zone', null, 'https://localhost:8600/', 'default'],
  ['a name below it', null, 'https://a.localhost:8600/', 'default'],
  ['an address that is open as a zone', null, 'https://127.0.0.1:8600/', 'default'],
  ['the same in IPv6 clothes', null, 'https://[::ffff:127.0.0.1]:8600/', 'default'],
  ['its other ports', null, 'https://localhost:8601/', port],
  ['an address by default', null, 'https://192.0.2.1/', 'address-literal'],
  ['an address in other numbers', null, 'https://0xc0000201/', 'address-literal'],
  ['an address of IPv6', null, 'http://[2001:db8::1]/', 'address-literal'],
  ['an address by a star', '*', 'https://192.0.2.1/', 'address-literal'],
  ['an address by a glob for every host', 'glob:**', 'https://192.0.2.1/', 'address-literal'],
  ['an address that is named', '192.0.2.1', 'https://192.0.2.1/', 'entry'],
  ['an address that is named, in IPv6 clothes', '192.0.2.1', 'https://[::ffff:c000:201]/', 'entry'],
  ['an address and a port that are not both named', '192.0.2.1', 'https://192.0.2.1:8443/', port],
  ['an address and a port that are named', '192.0.2.1:8443', 'https://192.0.2.1:8443/', 'entry'],
])('%s', (_, text, url, reason) => {
  const winner = text === null ? null : named(text);
  const terms = { ...blocked, default: 'allow' } as const;
  expect(judgeWinner(winner, terms, seen(url)).reason).toBe(reason);
});

test('Chromium’s own lists ask neither for a port nor for an address', () => {
  const terms = { ...blocked, schemes: 'every', default: 'allow' } as const;
  expect(judgeWinner(null, terms, seen('https://192.0.2.1:8443/')).reason).toBe('default');
});

test('a block keeps its own reason, also on another port', () => {
  const stop = plainEntry('a.example', 'block', 'list');
  expect(judgeWinner(stop, blocked, seen('https://a.example:8443/')).reason).toBe('entry');
  expect(judgeWinner(null, blocked, seen('https://192.0.2.1/')).reason).toBe('default');
});
