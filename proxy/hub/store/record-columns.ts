/** A record as a row: its exact text, and the columns that filters look into. */
import type { AuditRecord, DecisionRecord } from '../../../shared/audit/record.ts';
import type { Step } from './migrate.ts';
import type { ArrivedRecord } from './store.ts';

export interface RecordColumns {
  terminal: string;
  seq: number;
  previous: string;
  hash: string;
  at: string;
  type: string;
  id: string;
  /** decision.act or change.act. */
  act: string | null;
  action: string | null;
  reason: string | null;
  /** The user of a decision, the actor of a change. */
  user: string | null;
  unit: string | null;
  host: string | null;
  /** Lower-case; what the filter `text` looks into. */
  words: string;
  record: string;
  /** 1: an upload that was stopped or warned of, or would have been. */
  upload: number;
  /** Of a change: the decision that it belongs to. */
  decision: string | null;
  /** Host of the page that asked for a decision. */
  initiator: string | null;
  port: number | null;
  /** 1: the lists stopped it, 2: while observing they would have, 0: anything else. */
  refused: number;
}

export interface RecordTables {
  records: RecordColumns;
}

export const recordSteps: readonly Step[] = [
  [
    `create table records (terminal text not null, seq integer not null, previous text not null,
      hash text not null, at text not null, type text not null, id text not null, act text,
      action text, reason text, "user" text, unit text, host text, words text not null,
      record text not null, primary key (terminal, seq))`,
    'create index records_at on records (at, terminal, seq)',
    'create index records_id on records (id)',
    'create index records_action on records (type, action, at)',
    'create index records_user on records ("user", at)',
    'create index records_host on records (host, at)',
    `create index records_refused on records (host, "user", at) where action = 'block'`,
  ],
  [
    'alter table records add column upload integer not null default 0',
    'alter table records add column decision text',
    'create index records_upload on records (at, terminal, seq) where upload = 1',
    'create index records_decision on records (decision) where decision is not null',
  ],
  [
    'alter table records add column initiator text',
    'alter table records add column port integer',
    'alter table records add column refused integer not null default 0',
    `update records set initiator = record ->> '$.initiator',
      port = record ->> '$.destination.port',
      refused = case when action = 'block' then 1 else 2 end
      where type = 'decision' and host is not null and act <> 'upload'
        and reason in ('entry', 'default', 'path-unseen')
        and (action = 'block' or record ->> '$.would' = 'block')`,
    `create index records_wanted on records (refused, initiator, host, port, "user", unit, act, at)
      where refused > 0`,
  ],
];

export function recordColumns(arrived: ArrivedRecord): RecordColumns {
  const record = JSON.parse(arrived.json) as AuditRecord;
  const { terminal, seq, previous, hash, json } = arrived;
  const { at, type, id } = record;
  const place = { terminal, seq, previous, hash, at, type, id, record: json, ...plain };
  switch (record.type) {
    case 'decision': {
      const { act, action, reason, rule, destination, who } = record;
      const { host = null, path = null } = destination ?? {};
      const words = wordsOf(host === null ? null : `${host}${path ?? ''}`, who.user, rule);
      const row = { ...place, act, action, reason, user: who.user, unit: who.unit, host, words };
      const refused = refusedBy(record);
      const asked = { initiator: record.initiator, port: destination?.port ?? null, refused };
      return { ...row, ...asked, upload: isRefusedUpload(record) ? 1 : 0 };
    }
    case 'outcome':
      return { ...place, ...noDecision, act: null, user: null, words: wordsOf(record.end) };
    case 'change': {
      const { act, actor, subject, detail, decision } = record;
      const words = wordsOf(actor, subject, detail);
      return { ...place, ...noDecision, act, user: actor, words, decision };
    }
  }
}

/** Stopped or warned of, or while observing what would have been. */
function isRefusedUpload({ upload, action, would }: DecisionRecord): boolean {
  return upload !== undefined && (action !== 'allow' || (would !== null && would !== 'allow'));
}

const byLists: ReadonlySet<string> = new Set(['entry', 'default', 'path-unseen']);

function refusedBy({ destination, act, reason, action, would }: DecisionRecord): number {
  if (destination === null || act === 'upload' || !byLists.has(reason)) return 0;
  if (action === 'block') return 1;
  return would === 'block' ? 2 : 0;
}

const plain = { upload: 0, decision: null, initiator: null, port: null, refused: 0 };
const noDecision = { action: null, reason: null, unit: null, host: null };

function wordsOf(...texts: (string | null)[]): string {
  return texts
    .filter((text) => text !== null)
    .join('\n')
    .toLowerCase();
}
