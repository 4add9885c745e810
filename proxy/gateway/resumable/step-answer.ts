/**
 * What a browser is answered for a part that stays here: the protocol's own words for "so much of it
 * has arrived", as the server itself would say them.
 */
import type { Protocol } from './read-step.ts';

export interface OwnAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Progress {
  readonly protocol: Protocol;
  /** Of the file, from its beginning without a gap. */
  readonly bytes: number;
  /** null: not known yet. */
  readonly total: number | null;
}

export interface AskedFrom {
  readonly origin: string | undefined;
  readonly now: number;
}

const hour = 3_600_000;

/** The part was taken. */
export function takenAnswer(progress: Progress, from: AskedFrom): OwnAnswer {
  const { protocol, bytes } = progress;
  switch (protocol) {
    case 'tus':
      return answer(204, { 'Tus-Resumable': '1.0.0', 'Upload-Offset': `${bytes}` }, '', from);
    case 'google':
      return answer(308, bytes > 0 ? { Range: `bytes=0-${bytes - 1}` } : {}, '', from);
    case 'graph':
      return graphAnswer(202, progress, from);
    case 'form':
      return answer(200, { 'Content-Type': 'application/json' }, '{}', from);
    default:
      return protocol satisfies never;
  }
}

/** So much is there, to whoever asks. */
export function progressAnswer(progress: Progress, from: AskedFrom): OwnAnswer {
  const { protocol, bytes, total } = progress;
  if (protocol === 'graph') return graphAnswer(200, progress, from);
  if (protocol !== 'tus') return takenAnswer(progress, from);
  const length: Record<string, string> =
    total === null ? { 'Upload-Defer-Length': '1' } : { 'Upload-Length': `${total}` };
  const offset = { 'Tus-Resumable': '1.0.0', 'Upload-Offset': `${bytes}`, ...length };
  return answer(200, offset, '', from);
}

/** The part begins elsewhere than what is there ends. */
export function misplacedAnswer(progress: Progress, from: AskedFrom): OwnAnswer {
  switch (progress.protocol) {
    case 'tus':
      return answer(409, { 'Tus-Resumable': '1.0.0' }, '', from);
    case 'graph':
      return graphAnswer(416, progress, from);
    case 'google':
    case 'form':
      return takenAnswer(progress, from);
    default:
      return progress.protocol satisfies never;
  }
}

function graphAnswer(status: number, { bytes }: Progress, from: AskedFrom): OwnAnswer {
  const expirationDateTime = new Date(from.now + hour).toISOString();
  const body = JSON.stringify({ expirationDateTime, nextExpectedRanges: [`${bytes}-`] });
  return answer(status, { 'Content-Type': 'application/json' }, body, from);
}

function answer(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
  { origin }: AskedFrom,
): OwnAnswer {
  // The server has let the page's origin ask (preflight), or the browser would not have asked us.
  const cross: Record<string, string> =
    origin === undefined
      ? {}
      : {
          'Access-Control-Allow-Origin': origin,
          'Access-Control-Allow-Credentials': 'true',
          'Access-Control-Expose-Headers':
            'Upload-Offset, Upload-Length, Upload-Defer-Length, Tus-Resumable, Range',
          Vary: 'Origin',
        };
  const length: Record<string, string> =
    status === 204 ? {} : { 'Content-Length': `${Buffer.byteLength(body)}` };
  return {
    status,
    headers: { ...headers, ...length, ...cross, 'Cache-Control': 'no-store' },
    body,
  };
}
