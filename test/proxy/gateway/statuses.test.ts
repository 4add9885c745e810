import { expect, test } from 'vitest';
import {
  failureCodes,
  failureOf,
  GatewayError,
  statusOfParseError,
} from '../../../proxy/gateway/statuses.ts';

const coded = (code: string) =>
  Object.assign(new Error('ENOTFOUND in the message alone'), { code });

test.each([
  ['ENOTFOUND', 502, 'destination-not-found'],
  ['EAI_AGAIN', 502, 'destination-lookup-failed'],
  ['ECONNREFUSED', 502, 'destination-refused'],
  ['ETIMEDOUT', 504, 'destination-timeout'],
  ['ECONNRESET', 502, 'destination-broke-off'],
  ['EMFILE', 503, 'busy'],
  ['CERT_HAS_EXPIRED', 502, 'tls-failed-expired'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 502, 'tls-failed-untrusted'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 502, 'tls-failed-name'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 502, 'tls-failed'],
  ['SOMETHING_NEW', 502, 'destination-failed'],
  ['toString', 502, 'destination-failed'],
])('%s → %i %s', (code, status, word) => {
  expect(failureOf(coded(code))).toEqual({ status, code: word });
  expect(failureCodes).toContain(word);
});

test.each([[new Error('ECONNREFUSED')], [null], ['ECONNREFUSED'], [undefined]])(
  'without a code (%s) it is a failure of no known kind',
  (error) => {
    expect(failureOf(error)).toEqual({ status: 502, code: 'destination-failed' });
  },
);

test('its own time limits stand in the table', () => {
  expect(failureOf(new GatewayError('CONNECT_TIMEOUT')).status).toBe(504);
  expect(failureOf(new GatewayError('LOOKUP_TIMEOUT')).code).toBe('destination-lookup-failed');
});

test.each([
  ['HPE_HEADER_OVERFLOW', 431],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', 413],
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
  ['HPE_INVALID_METHOD', 400],
  [undefined, 400],
])('llhttp %s → %i', (code, status) => {
  expect(statusOfParseError(code)).toBe(status);
});
