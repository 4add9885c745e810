/** The strict reader of a proxy's answer to our CONNECT (RFC 9112; 9110, 9.3.6): the whole header block or nothing. */
import type { IncomingHttpHeaders } from 'node:http';

export type ConnectAnswer =
  | { readonly state: 'more' }
  | { readonly state: 'malformed' }
  /** `rest`: what came behind the header block. Of a 2xx it is the destination's. */
  | { readonly state: 'answer'; readonly status: number; readonly rest: Buffer };

const headerLimit = 16_384;
const statusLine = /^HTTP\/1\.[01] ([1-9]\d\d)(?: [\t\x20-\x7e\x80-\xff]*)?$/;
const field = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\t\x20-\x7e\x80-\xff]*$/;

/** @param bytes everything that has come since our request */
export function readConnectAnswer(bytes: Buffer): ConnectAnswer {
  const end = bytes.indexOf('\r\n\r\n');
  // What does not begin like HTTP never will: no waiting for its end.
  const begins = 'HTTP/1.';
  if (!begins.startsWith(bytes.toString('latin1', 0, begins.length))) {
    return { state: 'malformed' };
  }
  if (end === -1) return { state: bytes.length > headerLimit ? 'malformed' : 'more' };
  if (end > headerLimit) return { state: 'malformed' };
  const [first = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const status = Number(statusLine.exec(first)?.[1] ?? 0);
  if (status < 200 || !lines.every((line) => field.test(line))) return { state: 'malformed' };
  return { state: 'answer', status, rest: bytes.subarray(end + 4) };
}

/**
 * Of plain HTTP nothing but its word tells an answer of the proxy's own from one of the destination:
 * 407, `Proxy-Status` with an error (RFC 9209), and what Squid writes.
 */
export function isParentsOwn(status: number, headers: IncomingHttpHeaders): boolean {
  if (status === 407) return true;
  if (status < 400) return false;
  if (headers['x-squid-error'] !== undefined) return true;
  return /;\s*error=/.test(String(headers['proxy-status'] ?? ''));
}

/** Of a proxy that could not do what it was asked: its credential, its refusal, or its own failure to connect. */
export function parentProblem(
  status: number,
): 'UPSTREAM_CREDENTIAL' | 'UPSTREAM_DESTINATION' | 'UPSTREAM_REFUSED' {
  if (status === 407) return 'UPSTREAM_CREDENTIAL';
  return status >= 502 && status <= 504 ? 'UPSTREAM_DESTINATION' : 'UPSTREAM_REFUSED';
}
