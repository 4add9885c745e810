/** A file from the hub, whole and as its hash says, or a HubError. Hashed as it comes: nothing stalls. */
import { createHash } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { errorCode } from '../record/audit-log-error.ts';
import { type HubAgents, HubError, type HubErrorCode } from './hub-request.ts';

export interface BytesRequest {
  readonly url: string;
  readonly token: string;
  /** Lower-case hex. */
  readonly sha256: string;
  /** Milliseconds to the last byte. */
  readonly timeout: number;
  /** Milliseconds without any byte. */
  readonly silence: number;
  readonly limit: number;
  readonly signal: AbortSignal;
  readonly agents: HubAgents;
}

/** @throws HubError */
export function askHubForBytes(asked: BytesRequest): Promise<Uint8Array> {
  const url = new URL(asked.url);
  const secure = url.protocol === 'https:';
  const time = AbortSignal.timeout(asked.timeout);
  const signal = AbortSignal.any([time, asked.signal]);
  return new Promise((resolve, reject) => {
    let silent = false;
    const fail = (error: unknown) => {
      if (error instanceof HubError) return reject(error);
      const code: HubErrorCode = time.aborted || silent ? 'timeout' : 'unreachable';
      reject(new HubError(code, `the hub: ${code} (${errorCode(error)})`, null, error));
    };
    const request = (secure ? https : http).request(
      url,
      {
        signal,
        agent: secure ? asked.agents.https : asked.agents.http,
        headers: { accept: 'application/octet-stream', authorization: `Bearer ${asked.token}` },
      },
      (response) => {
        const status = response.statusCode ?? 0;
        if (status !== 200) {
          response.resume();
          const code: HubErrorCode = status === 401 ? 'unauthorized' : 'refused';
          return reject(new HubError(code, `the hub gave no snapshot (${status})`, status));
        }
        const hash = createHash('sha256');
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('error', fail);
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          hash.update(chunk);
          if (size <= asked.limit) return void chunks.push(chunk);
          fail(new HubError('oversized', 'the hub answered with too much'));
          request.destroy();
        });
        response.on('end', () => {
          if (hash.digest('hex') === asked.sha256) return resolve(Buffer.concat(chunks));
          fail(new HubError('malformed', 'the snapshot is not the one that was named', status));
        });
        response.on('close', () => fail(new Error('closed')));
      },
    );
    request.setTimeout(asked.silence, () => {
      silent = true;
      request.destroy(new Error('silent'));
    });
    request.on('error', fail);
    request.end();
  });
}
