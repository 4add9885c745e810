/** A terminal as the hub sees it: joins, sends records in a real chain, beats, asks for access. */
import { createHash } from 'node:crypto';
import { genesis, nextHash } from '../../shared/audit/chain.ts';
import { type AuditRecord, auditRecordSchema } from '../../shared/audit/record.ts';
import type { AccessRequest } from '../../shared/protocol/link.ts';
import type { UploadApprovalBody } from '../../shared/protocol/upload-approvals.ts';

export interface StandInTerminal {
  readonly id: string;
  /** At most 500 at once. */
  send(records: readonly AuditRecord[]): Promise<void>;
  beat(heartbeat: { revision: number | null; people: readonly string[] }): Promise<void>;
  askApproval(request: UploadApprovalBody): Promise<void>;
  ask(request: {
    decision: string;
    url: string;
    page: string | null;
    reason: string;
    user: string | null;
    unit: string | null;
  }): Promise<AccessRequest>;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export async function joinStandInTerminal(
  origin: string,
  joinToken: string,
  name: string,
): Promise<StandInTerminal> {
  const post = async (path: string, body: unknown, token?: string): Promise<unknown> => {
    const response = await fetch(`${origin}/terminal/v1/${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const joined = (await post('join', { token: joinToken, name })) as {
    terminal: string;
    token: string;
  };
  let previous = genesis;
  let seq = 0;
  return {
    id: joined.terminal,
    async send(records) {
      const stored = records.map((given) => {
        const record = auditRecordSchema.parse(given);
        const before = previous;
        previous = nextHash(sha256, before, joined.terminal, ++seq, JSON.stringify(record));
        return { terminal: joined.terminal, seq, previous: before, hash: previous, record };
      });
      await post('records', { records: stored }, joined.token);
    },
    async askApproval(request) {
      await post('upload-approvals', request, joined.token);
    },
    async beat({ revision, people }) {
      await post('heartbeat', { revision, version: '0.1.0', waiting: 0, people }, joined.token);
    },
    ask: (request) => post('access-requests', request, joined.token) as Promise<AccessRequest>,
  };
}
