/** Audit records for tests: whole, and different from each other by their number. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import type { Log } from '../../proxy/platform/log.ts';
import type { ChangeRecord, DecisionRecord, OutcomeRecord } from '../../shared/audit/record.ts';
import { decisionId } from '../../shared/policy/decision-id.ts';

const start = Date.parse('2027-01-05T03:04:05.000Z');

export function recordId(n: number): string {
  return decisionId(start + n, Uint8Array.of(0, 0, n >> 16, n >> 8, n));
}

export function decisionRecord(n: number, changes: Partial<DecisionRecord> = {}): DecisionRecord {
  return {
    v: 1,
    type: 'decision',
    id: recordId(n),
    at: new Date(start + n).toISOString(),
    source: 'proxy',
    act: 'request',
    who: { user: 'tanaka', unit: '総務企画部', identity: 'declared' },
    destination: { scheme: 'https', host: 'www.city.example', port: 443, path: `/pages/${n}` },
    method: 'GET',
    initiator: null,
    action: 'allow',
    would: null,
    reason: 'entry',
    rule: 'public-bodies/city.example',
    clause: '7-3-ウ',
    mode: 'enforce',
    revision: 1,
    address: '192.0.2.1',
    handling: 'intercept',
    ...changes,
  };
}

export function outcomeRecord(n: number, changes: Partial<OutcomeRecord> = {}): OutcomeRecord {
  return {
    v: 1,
    type: 'outcome',
    id: recordId(n),
    at: new Date(start + n + 1000).toISOString(),
    end: 'closed',
    status: 200,
    bytesUp: 300,
    bytesDown: 4000,
    durationMs: 1000,
    ...changes,
  };
}

export function changeRecord(n: number, changes: Partial<ChangeRecord> = {}): ChangeRecord {
  return {
    v: 1,
    type: 'change',
    id: recordId(n),
    at: new Date(start + n).toISOString(),
    act: 'policy-applied',
    actor: null,
    subject: '1',
    detail: null,
    decision: null,
    ...changes,
  };
}

/** A folder that is gone with its test: `await using folder = await temporaryFolder()`. */
export async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sekisho-test-'));
  return {
    path: folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

export interface MemoryLog {
  readonly log: Log;
  /** The messages, in order. */
  readonly messages: string[];
}

export function memoryLog(): MemoryLog {
  const messages: string[] = [];
  const write = (line: string) => void messages.push(JSON.parse(line).msg);
  return { log: pino({ level: 'debug' }, { write }), messages };
}
