/** Writes the link's change records: who did what, durable before the call is answered. */
import { randomBytes } from 'node:crypto';
import type { ChangeRecord } from '../../shared/audit/record.ts';
import { decisionId } from '../../shared/policy/decision-id.ts';
import type { AuditLog } from '../record/audit-log.ts';

export type RecordChange = (change: {
  act: ChangeRecord['act'];
  actor: string | null;
  subject: string | null;
  /** Masked already, where it comes from outside. */
  detail?: string;
  decision?: string;
}) => Promise<void>;

export function createRecordChange(
  audit: Pick<AuditLog, 'append'>,
  now: () => number,
): RecordChange {
  return async ({ act, actor, subject, detail, decision }) => {
    await audit.append({
      v: 1,
      type: 'change',
      id: decisionId(now(), randomBytes(5)),
      at: new Date(now()).toISOString(),
      act,
      actor,
      subject,
      detail: detail ?? null,
      decision: decision ?? null,
    });
  };
}
