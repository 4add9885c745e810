/**
 * Failures are a table. By `error.code`, never by message: what the person is answered, and the
 * word that the outcome line keeps.
 */
import { upstreamFailures } from '../../shared/policy/upstream-failure.ts';

export interface Failure {
  readonly status: number;
  /** In the outcome line (`end`), the page and the JSON answer. */
  readonly code: FailureCode;
  /** What the proxy above this one answered: the outcome line keeps it in the place of ours. */
  readonly upstreamStatus?: number;
}

export const failureCodes = [
  'destination-not-found',
  'destination-lookup-failed',
  'destination-refused',
  'destination-unreachable',
  'destination-timeout',
  'destination-broke-off',
  'destination-malformed',
  'destination-failed',
  'tls-failed-expired',
  'tls-failed-untrusted',
  'tls-failed-name',
  'tls-failed',
  'busy',
  ...upstreamFailures,
] as const;
export type FailureCode = (typeof failureCodes)[number];

const failure = (status: number, code: FailureCode): Failure => ({ status, code });

const table: Readonly<Record<string, Failure>> = {
  ENOTFOUND: failure(502, 'destination-not-found'),
  ENODATA: failure(502, 'destination-not-found'),
  EAI_AGAIN: failure(502, 'destination-lookup-failed'),
  EAI_FAIL: failure(502, 'destination-lookup-failed'),
  LOOKUP_TIMEOUT: failure(504, 'destination-lookup-failed'),
  ECONNREFUSED: failure(502, 'destination-refused'),
  EHOSTUNREACH: failure(502, 'destination-unreachable'),
  ENETUNREACH: failure(502, 'destination-unreachable'),
  EADDRNOTAVAIL: failure(502, 'destination-unreachable'),
  ETIMEDOUT: failure(504, 'destination-timeout'),
  ECONNECT_TIMEOUT: failure(504, 'destination-timeout'),
  CONNECT_TIMEOUT: failure(504, 'destination-timeout'),
  RESPONSE_TIMEOUT: failure(504, 'destination-timeout'),
  ECONNRESET: failure(502, 'destination-broke-off'),
  ECONNABORTED: failure(502, 'destination-broke-off'),
  EPIPE: failure(502, 'destination-broke-off'),
  UNCLEAR_ANSWER: failure(502, 'destination-malformed'),
  EMFILE: failure(503, 'busy'),
  ENFILE: failure(503, 'busy'),
  ENOBUFS: failure(503, 'busy'),
  CERT_HAS_EXPIRED: failure(502, 'tls-failed-expired'),
  CERT_NOT_YET_VALID: failure(502, 'tls-failed-expired'),
  ERR_TLS_CERT_ALTNAME_INVALID: failure(502, 'tls-failed-name'),
  HOSTNAME_MISMATCH: failure(502, 'tls-failed-name'),
  DEPTH_ZERO_SELF_SIGNED_CERT: failure(502, 'tls-failed-untrusted'),
  SELF_SIGNED_CERT_IN_CHAIN: failure(502, 'tls-failed-untrusted'),
  UNABLE_TO_GET_ISSUER_CERT: failure(502, 'tls-failed-untrusted'),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: failure(502, 'tls-failed-untrusted'),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: failure(502, 'tls-failed-untrusted'),
  CERT_UNTRUSTED: failure(502, 'tls-failed-untrusted'),
  CERT_REJECTED: failure(502, 'tls-failed-untrusted'),
  CERT_REVOKED: failure(502, 'tls-failed-untrusted'),
  INVALID_CA: failure(502, 'tls-failed-untrusted'),
  INVALID_PURPOSE: failure(502, 'tls-failed-untrusted'),
  CERT_SIGNATURE_FAILURE: failure(502, 'tls-failed-untrusted'),
  EPROTO: failure(502, 'tls-failed'),
  UPSTREAM_NOT_FOUND: failure(502, 'upstream-not-found'),
  UPSTREAM_UNREACHABLE: failure(502, 'upstream-unreachable'),
  UPSTREAM_TLS: failure(502, 'upstream-tls-failed'),
  UPSTREAM_NO_CREDENTIAL: failure(502, 'upstream-credential-missing'),
  UPSTREAM_CREDENTIAL: failure(502, 'upstream-credential-refused'),
  UPSTREAM_REFUSED: failure(502, 'upstream-refused'),
  UPSTREAM_DESTINATION: failure(502, 'upstream-destination-failed'),
  UPSTREAM_TIMEOUT: failure(504, 'upstream-timeout'),
  UPSTREAM_BROKE_OFF: failure(502, 'upstream-failed'),
};

export function failureOf(error: unknown): Failure {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return failure(502, 'destination-failed');
  const known = Object.hasOwn(table, code) ? table[code] : undefined;
  if (known !== undefined) {
    return error instanceof GatewayError && error.upstreamStatus !== null
      ? { ...known, upstreamStatus: error.upstreamStatus }
      : known;
  }
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) return failure(502, 'tls-failed');
  if (code.startsWith('HPE_')) return failure(502, 'destination-malformed');
  return failure(502, 'destination-failed');
}

/** An error with a code of this table. */
export class GatewayError extends Error {
  readonly code:
    | 'LOOKUP_TIMEOUT'
    | 'CONNECT_TIMEOUT'
    | 'RESPONSE_TIMEOUT'
    | 'ENOTFOUND'
    | 'ECONNABORTED'
    | 'UNCLEAR_ANSWER'
    | 'UPSTREAM_NOT_FOUND'
    | 'UPSTREAM_UNREACHABLE'
    | 'UPSTREAM_TLS'
    | 'UPSTREAM_NO_CREDENTIAL'
    | 'UPSTREAM_CREDENTIAL'
    | 'UPSTREAM_REFUSED'
    | 'UPSTREAM_DESTINATION'
    | 'UPSTREAM_TIMEOUT'
    | 'UPSTREAM_BROKE_OFF';
  readonly upstreamStatus: number | null;
  constructor(code: GatewayError['code'], upstreamStatus: number | null = null) {
    super(code);
    this.code = code;
    this.upstreamStatus = upstreamStatus;
  }
}

/** How the requests end that llhttp refuses. */
export function statusOfParseError(code: unknown): 400 | 408 | 413 | 431 {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return 431;
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return 413;
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 408;
    default:
      return 400;
  }
}
