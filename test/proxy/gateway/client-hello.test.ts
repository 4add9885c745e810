import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readClientHello } from '../../../proxy/gateway/client-hello.ts';
import {
  greetingOf,
  handshake,
  otherExtension,
  records,
  serverName,
} from '../../support/client-hello.ts';

const city = serverName([0, 'city.example']);
const named = records(handshake([otherExtension, city]));

const nodes = await greetingOf('city.example');
const toAddress = await greetingOf(null);
const older = await greetingOf('city.example', { maxVersion: 'TLSv1.2' });

describe('a greeting in good form', () => {
  test.each([
    ['of Node’s client', nodes, 'city.example'],
    ['of Node’s client to an address', toAddress, null],
    ['of TLS 1.2', older, 'city.example'],
    ['made by hand', named, 'city.example'],
    ['with its name first', records(handshake([city, otherExtension])), 'city.example'],
    ['in records of one byte', records(handshake([city]), 1), 'city.example'],
    ['without a name', records(handshake([otherExtension])), null],
    ['without extensions', records(handshake(null)), null],
    [
      'with early data behind it',
      Buffer.concat([named, Buffer.from([0x17, 3, 3, 0, 1, 0])]),
      'city.example',
    ],
  ])('%s is read', (_, bytes, name) => {
    expect(readClientHello(bytes)).toEqual({ state: 'hello', name });
  });

  test('is waited for until its last byte, wherever it is cut', () => {
    for (const whole of [named, records(handshake([city]), 7), nodes]) {
      for (let end = 0; end < whole.length; end++) {
        expect(readClientHello(whole.subarray(0, end))).toEqual({ state: 'more' });
      }
    }
  });
});

test.each([
  ['HTTP', 'GET / HTTP/1.1\r\n\r\n'],
  ['SSH', 'SSH-2.0-x\r\n'],
  ['nothing known', '\x00\x00'],
])('%s is no TLS', (_, text) => {
  expect(readClientHello(Buffer.from(text, 'latin1'))).toEqual({ state: 'not-tls' });
});

function changed(bytes: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = value;
  return copy;
}

test.each([
  ['another version of records', changed(named, 1, 2)],
  ['an empty record', Buffer.from([0x16, 3, 1, 0, 0])],
  ['a record that is too long', Buffer.from([0x16, 3, 1, 0x40, 1])],
  ['another message than a greeting', changed(named, 5, 2)],
  ['a greeting that is too long', changed(named, 6, 1)],
  ['another record in the middle of it', changed(records(handshake([city]), 20), 25, 0x17)],
  ['two names', records(handshake([serverName([0, 'city.example'], [0, 'other.example'])]))],
  ['a name twice', records(handshake([city, serverName([0, 'other.example'])]))],
  ['an empty name', records(handshake([serverName([0, ''])]))],
  ['a name of another kind', records(handshake([serverName([1, 'city.example'])]))],
  ['a name with a zero in it', records(handshake([serverName([0, 'city.example\0.other'])]))],
  ['an empty list', records(handshake([serverName()]))],
  ['extensions shorter than they say', records(handshake([city.subarray(0, -1)]))],
  ['something behind it', records(Buffer.concat([handshake([city]), Buffer.from([1])]))],
])('%s makes it malformed', (_, bytes) => {
  expect(readClientHello(bytes)).toEqual({ state: 'malformed' });
});

test('no bytes make it fail, nor wait for ever', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat({ max: named.length }), (noise, at) => {
      const bytes = Buffer.concat([named.subarray(0, at), noise]);
      expect(readClientHello(bytes)).toHaveProperty('state');
      const long = Buffer.concat([bytes, Buffer.alloc(70_000, 0x16)]);
      expect(readClientHello(long).state).not.toBe('more');
    }),
  );
});
