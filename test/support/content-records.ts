/** Audit records of uploads and postings for tests: decisions, their outcomes and acknowledgements. */
import type { PostingRecord, UploadRecord } from '../../shared/audit/content-record.ts';
import type { ChangeRecord, DecisionRecord, OutcomeRecord } from '../../shared/audit/record.ts';
import { decisionId } from '../../shared/policy/decision-id.ts';
import type { UploadApprovalBody } from '../../shared/protocol/upload-approvals.ts';
import { changeRecord, decisionRecord, outcomeRecord } from './audit-records.ts';

export function posting(changes: Partial<PostingRecord> = {}): PostingRecord {
  return {
    service: 'bluesky',
    act: 'post',
    account: 'yokote.example',
    text: '明日は雪まつりです',
    attachments: [],
    action: 'allow',
    reason: 'posting-rules',
    rule: 'posting/bluesky',
    review: true,
    ...changes,
  };
}

export function uploadSection(changes: Partial<UploadRecord> = {}): UploadRecord {
  return {
    level: '3A',
    inspected: true,
    count: 1,
    items: [
      {
        kind: 'file',
        name: '住所録.xlsx',
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        bytes: 24_816,
        level: '3A',
        inspected: true,
        why: null,
        digest: 'd'.repeat(32),
        findings: [
          {
            kind: 'individual-number',
            count: 12,
            confidence: 0.99,
            place: { sheet: '名簿', cell: 'C2' },
            masked: '●●●●●●●●●●●●',
          },
          {
            kind: 'bulk-personal-data',
            count: 120,
            confidence: 0.9,
            place: { sheet: '名簿', line: 2 },
            masked: '佐●　●郎 ほか',
          },
        ],
      },
    ],
    ...changes,
  };
}

/** @param n makes the id @param at ISO */
export function contentDecision(
  n: number,
  at: string,
  changes: Partial<DecisionRecord> = {},
): DecisionRecord {
  const id = decisionId(Date.parse(at), Uint8Array.of(7, 0, n >> 16, n >> 8, n));
  const destination = { scheme: 'https', host: 'bsky.social', port: 443, path: '/xrpc/post' };
  return decisionRecord(n, { id, at, method: 'POST', destination, ...changes });
}

export function outcomeOf(
  { id, at }: DecisionRecord,
  changes: Partial<OutcomeRecord> = {},
): OutcomeRecord {
  return outcomeRecord(0, { id, at: new Date(Date.parse(at) + 800).toISOString(), ...changes });
}

/** A copy with masked values, made of what was stopped. */
export function copyMadeOf({ id, at, who }: DecisionRecord, masked: string): ChangeRecord {
  const own = decisionId(Date.parse(at), Uint8Array.of(9, 9, 9, 9, 8));
  const made = { act: 'copy-made', actor: who.user, subject: 'files.example:443' } as const;
  return changeRecord(0, { ...made, id: own, at, detail: masked, decision: id });
}

/** Asks somebody to let go what was stopped. */
export function approvalAskedFor({ id, who, upload }: DecisionRecord): UploadApprovalBody {
  const [item] = upload?.items ?? [];
  if (item === undefined) throw new Error('nothing was uploaded');
  return {
    id: `A${id}`.slice(0, 40),
    decision: id,
    user: who.user ?? '',
    unit: who.unit,
    host: 'files.example',
    port: 443,
    rule: 'uploads.rules[0]',
    clause: '7-2',
    item,
    reason: '委託先に届ける',
  };
}

export function acknowledgementOf(
  { id, at, who }: DecisionRecord,
  reason: string,
  changes: Partial<ChangeRecord> = {},
): ChangeRecord {
  const seen = {
    act: 'warning-acknowledged',
    actor: who.user,
    subject: 'files.example:443',
  } as const;
  const own = decisionId(Date.parse(at), Uint8Array.of(9, 9, 9, 9, 9));
  return changeRecord(0, { ...seen, id: own, at, detail: reason, decision: id, ...changes });
}
