/** A terminal that speaks to a hub: joins, and sends records with a real chain. */
import { createHash } from 'node:crypto';
import { genesis, nextHash } from '../../shared/audit/chain.ts';
import type { PostingRecord } from '../../shared/audit/content-record.ts';
import type { AuditRecord, DecisionRecord, StoredRecord } from '../../shared/audit/record.ts';
import { decisionId } from '../../shared/policy/decision-id.ts';

export interface TestTerminal {
  readonly id: string;
  readonly token: string;
  /** Every record that was made, in order. */
  readonly records: StoredRecord[];
  /** A decision at this time, or now. */
  add(fields?: DecisionFields): void;
  call(method: string, path: string, body?: unknown): Promise<Response>;
  /** Sends records `from` to `to` (sequence numbers). */
  send(from: number, to: number): Promise<Response>;
}

export interface DecisionFields {
  readonly at?: string;
  readonly user?: string;
  readonly host?: string;
  readonly action?: 'allow' | 'block';
  readonly postings?: readonly PostingRecord[];
  /** Anything else that is not as usual. */
  readonly as?: Partial<DecisionRecord>;
}

export async function joinTestTerminal(
  origin: string,
  joinToken: string,
  name = '端末',
): Promise<TestTerminal> {
  const body = JSON.stringify({ token: joinToken, name });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${origin}/terminal/v1/join`, { method: 'POST', headers, body });
  if (response.status !== 200) throw new Error(`join: ${response.status}`);
  const { terminal, token } = (await response.json()) as { terminal: string; token: string };
  return testTerminal(origin, terminal, token);
}

export function testTerminal(origin: string, id: string, token: string): TestTerminal {
  const records: StoredRecord[] = [];
  const call: TestTerminal['call'] = (method, path, body) =>
    fetch(`${origin}/terminal/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    id,
    token,
    records,
    call,
    add(fields = {}) {
      const before = records.at(-1);
      const seq = (before?.seq ?? 0) + 1;
      records.push(chained(id, seq, before?.hash ?? genesis, decision(fields, seq)));
    },
    send: (from, to) => call('POST', 'records', { records: records.slice(from - 1, to) }),
  };
}

export function chained(
  terminal: string,
  seq: number,
  previous: string,
  record: AuditRecord,
): StoredRecord {
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const hash = nextHash(sha256, previous, terminal, seq, JSON.stringify(record));
  return { terminal, seq, previous, hash, record };
}

function decision(fields: DecisionFields, seq: number): AuditRecord {
  const { at = new Date().toISOString(), user = 'tanaka', host = 'example.jp' } = fields;
  const entropy = Uint8Array.of(0, seq >> 24, seq >> 16, seq >> 8, seq);
  return {
    v: 1,
    type: 'decision',
    id: decisionId(Date.parse(at), entropy),
    at,
    source: 'proxy',
    act: 'connect',
    who: { user, unit: null, identity: 'declared' },
    destination: { scheme: 'https', host, port: 443, path: null },
    method: null,
    initiator: null,
    action: fields.action ?? 'block',
    would: null,
    reason: 'default',
    rule: 'destinations.default',
    clause: null,
    mode: 'enforce',
    revision: 1,
    address: null,
    handling: 'refuse',
    ...(fields.postings && { postings: [...fields.postings] }),
    ...fields.as,
  };
}
