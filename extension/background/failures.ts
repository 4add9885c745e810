/**
 * What an error of a main frame may mean. A refused CONNECT looks the same as a failed one: only
 * the link can tell. Everything else is the browser's own error page's to explain.
 */
export type Failure =
  /** The proxy answered a CONNECT with something else than 200. */
  | 'tunnel-refused'
  /** Nothing answers where the proxy should be. */
  | 'proxy-down'
  /** The 407 could not be answered. */
  | 'no-credential';

const failures: Readonly<Record<string, Failure>> = {
  'net::ERR_TUNNEL_CONNECTION_FAILED': 'tunnel-refused',
  NS_ERROR_PROXY_FORBIDDEN: 'tunnel-refused',
  NS_ERROR_PROXY_BAD_GATEWAY: 'tunnel-refused',
  NS_ERROR_PROXY_GATEWAY_TIMEOUT: 'tunnel-refused',
  NS_ERROR_PROXY_SERVICE_UNAVAILABLE: 'tunnel-refused',
  NS_ERROR_PROXY_BAD_REQUEST: 'tunnel-refused',
  NS_ERROR_PROXY_MISDIRECTED_REQUEST: 'tunnel-refused',
  NS_ERROR_PROXY_INTERNAL_SERVER_ERROR: 'tunnel-refused',
  'net::ERR_PROXY_CONNECTION_FAILED': 'proxy-down',
  NS_ERROR_PROXY_CONNECTION_REFUSED: 'proxy-down',
  NS_ERROR_UNKNOWN_PROXY_HOST: 'proxy-down',
  'net::ERR_PROXY_AUTH_REQUESTED': 'no-credential',
  'net::ERR_PROXY_AUTH_UNSUPPORTED': 'no-credential',
  'net::ERR_PROXY_AUTH_REQUESTED_WITH_NO_CONNECTION': 'no-credential',
  'net::ERR_INVALID_AUTH_CREDENTIALS': 'no-credential',
  NS_ERROR_PROXY_AUTHENTICATION_FAILED: 'no-credential',
};

/** @param error `net::ERR_…` (Chromium) or `NS_ERROR_…` (Firefox), as webRequest tells it */
export function failureOf(error: string): Failure | null {
  return Object.hasOwn(failures, error) ? (failures[error] ?? null) : null;
}
