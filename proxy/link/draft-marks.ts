/** Which approvals were used, by which decision; and what the audit log says of it after a crash. */
import { z } from 'zod';
import type { DecisionRecord, OutcomeRecord } from '../../shared/audit/record.ts';
import type { AuditLog } from '../record/audit-log.ts';

export const markSchema = z.object({
  decision: z.string(),
  /** Of the decision's postings. */
  place: z.number().int().nonnegative(),
  /** The audit log's last record before it. */
  seq: z.number().int().nonnegative(),
  at: z.string(),
  /** What became of it is known, as far as it will ever be. */
  isSettled: z.boolean(),
});
export type DraftMark = z.infer<typeof markSchema>;
/** By `draft/version`. */
export type DraftMarks = Readonly<Record<string, DraftMark>>;

const portion = 1_000;
/** A power failure may lose the mark and keep the line: so many of the last records are looked at. */
const tail = 20_000;

/**
 * A mark whose decision line never came let nothing through: the line is durable before anything
 * leaves. One of which the outcome says that the service did not take it is free again. A line
 * without its mark gets it back.
 * @param oldest epoch ms: marks from before are forgotten
 */
export async function settledMarks(
  marks: DraftMarks,
  audit: Pick<AuditLog, 'read' | 'lastSeq'>,
  oldest: number,
): Promise<DraftMarks> {
  const young = Object.entries(marks).filter(([, { at }]) => Date.parse(at) >= oldest);
  const open = young.filter(([, { isSettled }]) => !isSettled).map(([, { seq }]) => seq);
  const { decisions, outcomes } = await linesAfter(
    audit,
    Math.max(0, Math.min(audit.lastSeq - tail, ...open)),
  );
  const isKnownFree = ({ decision, place }: DraftMark) =>
    outcomes.get(decision)?.postings?.[place]?.taken === false;
  const found = new Map<string, DraftMark>();
  for (const [name, mark] of young) {
    // A log that ends before the mark was made has been put back from a copy: it proves nothing.
    const isLost = !decisions.has(mark.decision) && audit.lastSeq >= mark.seq;
    if (!mark.isSettled && (isLost || isKnownFree(mark))) continue;
    found.set(name, { ...mark, isSettled: true });
  }
  for (const { seq, record } of decisions.values()) {
    for (const [place, { approval }] of (record.postings ?? []).entries()) {
      if (approval === undefined || found.has(approval) || record.handling === 'refuse') continue;
      const mark = { decision: record.id, place, seq, at: record.at, isSettled: true };
      if (!isKnownFree(mark)) found.set(approval, mark);
    }
  }
  return Object.fromEntries(found);
}

/** Those that may speak of drafts. */
async function linesAfter(audit: Pick<AuditLog, 'read'>, start: number) {
  const decisions = new Map<string, { seq: number; record: DecisionRecord }>();
  const outcomes = new Map<string, OutcomeRecord>();
  let after = start;
  for (;;) {
    const records = await audit.read(after, portion);
    for (const { seq, record } of records) {
      if (record.type === 'decision' && record.postings !== undefined) {
        decisions.set(record.id, { seq, record });
      }
      if (record.type === 'outcome' && record.postings !== undefined) {
        outcomes.set(record.id, record);
      }
    }
    const last = records.at(-1);
    if (last === undefined) return { decisions, outcomes };
    after = last.seq;
  }
}
