import { describe, expect, it } from 'vitest';
import { failureOf } from '../../../extension/background/failures.ts';

describe('failureOf', () => {
  it.each([
    ['a refused CONNECT in Chromium', 'net::ERR_TUNNEL_CONNECTION_FAILED', 'tunnel-refused'],
    ['a refused CONNECT in Firefox', 'NS_ERROR_PROXY_FORBIDDEN', 'tunnel-refused'],
    [
      'a destination that was not reached, in Firefox',
      'NS_ERROR_PROXY_BAD_GATEWAY',
      'tunnel-refused',
    ],
    ['no proxy in Chromium', 'net::ERR_PROXY_CONNECTION_FAILED', 'proxy-down'],
    ['no proxy in Firefox', 'NS_ERROR_PROXY_CONNECTION_REFUSED', 'proxy-down'],
    ['an unanswered 407 in Chromium', 'net::ERR_INVALID_AUTH_CREDENTIALS', 'no-credential'],
    ['an unanswered 407 in Firefox', 'NS_ERROR_PROXY_AUTHENTICATION_FAILED', 'no-credential'],
    ['a name that does not exist', 'net::ERR_NAME_NOT_RESOLVED', null],
    ['a load that the person stopped', 'net::ERR_ABORTED', null],
    ['a name of Object itself', 'constructor', null],
  ])('knows %s', (_, error, expected) => {
    expect(failureOf(error)).toBe(expected);
  });
});
