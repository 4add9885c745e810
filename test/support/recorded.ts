/** Recorded decisions for the tests of the replay. */
import type { Recorded } from '../../shared/policy/replay.ts';

export interface RecordedFields extends Partial<Omit<Recorded, 'destination' | 'who'>> {
  readonly host?: string;
  readonly path?: string | null;
  readonly port?: number;
  readonly scheme?: string;
  readonly user?: string | null;
  readonly unit?: string | null;
}

/** An allowed request for https://example.jp/ by 田中, in the morning of a Tuesday. */
export function recorded(fields: RecordedFields = {}): Recorded {
  const { host = 'example.jp', path = '/', port = 443, scheme = 'https', ...others } = fields;
  const { user = 'tanaka', unit = '総務企画部', ...rest } = others;
  return {
    id: '0000-0000-0000-0001',
    at: '2026-11-24T01:00:00.000Z',
    act: 'request',
    who: { user, unit, identity: 'declared' },
    destination: { scheme, host, port, path },
    method: 'GET',
    initiator: null,
    action: 'allow',
    would: null,
    reason: 'entry',
    rule: 'work/example.jp',
    mode: 'enforce',
    address: null,
    ...rest,
  };
}

/** A tunnel: host and port alone were seen. */
export function recordedTunnel(fields: RecordedFields = {}): Recorded {
  return recorded({ act: 'connect', method: 'CONNECT', path: null, ...fields });
}
