/**
 * One request to the hub: bounded in time and size, redirects not followed. An answer is `status`
 * and parsed JSON, whatever the status; everything else is a HubError.
 */
import http from 'node:http';
import https from 'node:https';
import { errorCode } from '../record/audit-log-error.ts';

export const hubErrorCodes = [
  'unreachable', // no connection, or it broke
  'timeout', // no whole answer in time
  'oversized', // more than an answer may have
  'malformed', // not the JSON that was agreed on
  'unauthorized', // 401: the token is not (no longer) known
  'refused', // any other status than those that mean success
  'not-joined', // this terminal has no token yet
  'other-root', // another root key than the one that this terminal trusts
] as const;
export type HubErrorCode = (typeof hubErrorCodes)[number];

export class HubError extends Error {
  readonly code: HubErrorCode;
  /** Of the hub's answer, where there was one. */
  readonly status: number | null;

  constructor(code: HubErrorCode, message: string, status: number | null = null, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'HubError';
    this.code = code;
    this.status = status;
  }
}

export interface HubRequest {
  readonly method: 'GET' | 'POST';
  /** Absolute. */
  readonly url: string;
  readonly token?: string | undefined;
  readonly body?: object;
  /** Milliseconds to the answer's last byte. */
  readonly timeout: number;
  /** Bytes that an answer may have. */
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
  readonly agents: HubAgents;
}

export interface HubAnswer {
  readonly status: number;
  /** null where the answer has no body. */
  readonly json: unknown;
}

/** Connections to the hub are kept: a record should not wait for a handshake. */
export interface HubAgents extends Disposable {
  readonly http: http.Agent;
  readonly https: https.Agent;
}

export function createHubAgents(): HubAgents {
  const agents = {
    http: new http.Agent({ keepAlive: true, maxSockets: 8 }),
    https: new https.Agent({ keepAlive: true, maxSockets: 8 }),
  };
  return {
    ...agents,
    [Symbol.dispose]() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

/** @throws HubError */
export function askHub(asked: HubRequest): Promise<HubAnswer> {
  const { method, token, timeout, limit, agents } = asked;
  const url = new URL(asked.url);
  const body = asked.body === undefined ? null : Buffer.from(JSON.stringify(asked.body));
  const secure = url.protocol === 'https:';
  const time = AbortSignal.timeout(timeout);
  const signal = asked.signal === undefined ? time : AbortSignal.any([time, asked.signal]);
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      if (error instanceof HubError) return reject(error);
      const code: HubErrorCode = time.aborted ? 'timeout' : 'unreachable';
      reject(new HubError(code, `the hub: ${code} (${errorCode(error)})`, null, error));
    };
    const request = (secure ? https : http).request(
      url,
      {
        method,
        signal,
        agent: secure ? agents.https : agents.http,
        headers: {
          accept: 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === null
            ? {}
            : { 'content-type': 'application/json', 'content-length': body.length }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('error', fail);
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size <= limit) return void chunks.push(chunk);
          // Said here: destroying a request whose answer came in one piece raises no error.
          fail(new HubError('oversized', 'the hub answered with too much'));
          request.destroy();
        });
        response.on('end', () => {
          const status = response.statusCode ?? 0;
          try {
            resolve({ status, json: parse(Buffer.concat(chunks), status) });
          } catch (error) {
            fail(error);
          }
        });
        // A connection that breaks in the middle of an answer ends with `close` alone.
        response.on('close', () => fail(new Error('closed')));
      },
    );
    request.on('error', fail);
    request.end(body);
  });
}

function parse(bytes: Buffer, status: number): unknown {
  if (bytes.length === 0) return null;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw new HubError('malformed', 'the hub answered with no JSON', status, error);
  }
}
