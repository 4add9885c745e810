import { expect, test } from 'vitest';
import { admit, type CallHead } from '../../../proxy/link/admission.ts';
import { extensionOrigin } from '../../support/link-client.ts';

const good: CallHead = {
  method: 'POST',
  target: '/v1/status',
  host: '127.0.0.1:3129',
  origin: extensionOrigin,
  contentType: 'application/json',
  authorization: 'Bearer token',
};
const enroll = { target: '/v1/enroll', authorization: 'Sekisho-Code x' };

const admitted: [string, Partial<CallHead>, string][] = [
  ['a good call', {}, 'status'],
  ['a call without an origin', { origin: undefined }, 'status'],
  ['localhost', { host: 'localhost:3129' }, 'status'],
  ['JSON that names its UTF-8', { contentType: 'application/json; charset=utf-8' }, 'status'],
  ['Firefox', { origin: 'moz-extension://01234567-89ab-cdef-0123-456789abcdef' }, 'status'],
  ['an enrolment', enroll, 'enroll'],
  ['a credential', { target: '/v1/credential', authorization: 'Sekisho-Key x' }, 'credential'],
];
test.each(admitted)('admits %s', (_, changes, call) => {
  expect(admit({ ...good, ...changes }, 3129)).toMatchObject({ call });
});

const refused: [string, Partial<CallHead>, string][] = [
  ['no host', { host: undefined }, 'host-foreign'],
  ['a host without its port', { host: '127.0.0.1' }, 'host-foreign'],
  ['another spelling of loopback', { host: '127.1:3129' }, 'host-foreign'],
  ['IPv6 loopback', { host: '[::1]:3129' }, 'host-foreign'],
  ['a name below localhost', { host: 'x.localhost:3129' }, 'host-foreign'],
  ['a page', { origin: 'https://city.example' }, 'origin-foreign'],
  ['an empty origin', { origin: '' }, 'origin-foreign'],
  ['a file', { origin: 'null' }, 'origin-foreign'],
  ['two origins', { origin: `${extensionOrigin} ${extensionOrigin}` }, 'origin-foreign'],
  ['an extension of another browser', { origin: 'safari-web-extension://x' }, 'origin-foreign'],
  ['an origin with a path', { origin: `${extensionOrigin}/` }, 'origin-foreign'],
  ['HEAD', { method: 'HEAD' }, 'method-unknown'],
  ['PUT', { method: 'PUT' }, 'method-unknown'],
  ['a preflight', { method: 'OPTIONS' }, 'method-unknown'],
  ['a page’s preflight', { method: 'OPTIONS', origin: 'https://a.example' }, 'origin-foreign'],
  ['the root', { target: '/' }, 'path-unknown'],
  ['another version', { target: '/v2/status' }, 'path-unknown'],
  ['a doubled slash', { target: '//v1/status' }, 'path-unknown'],
  ['a whole URL', { target: 'http://127.0.0.1:3129/v1/status' }, 'path-unknown'],
  ['what every object has', { target: '/v1/toString' }, 'path-unknown'],
  ['a prototype', { target: '/v1/__proto__' }, 'path-unknown'],
  ['text', { contentType: 'text/plain' }, 'content-type-unknown'],
  ['no type', { contentType: undefined }, 'content-type-unknown'],
  [
    'JSON in another code',
    { contentType: 'application/json; charset=shift_jis' },
    'content-type-unknown',
  ],
  ['no authorization', { authorization: undefined }, 'authorization-missing'],
  ['a code where a token belongs', { authorization: 'Sekisho-Code x' }, 'authorization-missing'],
  [
    'a token where a code belongs',
    { ...enroll, authorization: 'Bearer x' },
    'authorization-missing',
  ],
  ['an enrolment without an origin', { ...enroll, origin: undefined }, 'origin-missing'],
];
test.each(refused)('refuses %s', (_, changes, code) => {
  expect(admit({ ...good, ...changes }, 3129)).toMatchObject({ refused: code });
});
