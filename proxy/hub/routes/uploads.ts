/** Uploads that were stopped or warned of. Each reading is recorded, before it is given. */
import type { DecisionRecord } from '../../../shared/audit/record.ts';
import type { UploadApprovalRequest } from '../../../shared/protocol/upload-approvals.ts';
import type { UploadRow } from '../../../shared/protocol/uploads.ts';
import type { Handlers } from '../console-routes.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import { Refusal } from '../refusals.ts';
import type { DecisionRow, Related } from '../store/content-stores.ts';
import { BadPlace } from '../store/record-page.ts';
import type { Store } from '../store/store.ts';
import { filterWords } from './records.ts';

export function uploadHandlers(options: {
  store: Pick<Store, 'uploads' | 'uploadApprovals'>;
  audit: Pick<HubAudit, 'record'>;
}): Pick<Handlers, 'uploads'> {
  const { store, audit } = options;

  /** What was asked for since the oldest of them was stopped. */
  async function approvalsOf(rows: readonly DecisionRow[]): Promise<UploadApprovalRequest[]> {
    const [since] = rows.map(({ record }) => record.at).sort();
    return since === undefined ? [] : store.uploadApprovals.list({ since });
  }

  return {
    async uploads({ query: { before = null, limit, ...filter }, caller }) {
      const detail = `uploads ${filterWords(filter)}`;
      await audit.record({ act: 'audit-read', actor: caller.account.id, detail });
      try {
        const { uploads, next } = await store.uploads.page(filter, before, limit);
        const related = await store.uploads.related(uploads);
        const approvals = await approvalsOf(uploads);
        return {
          uploads: uploads.flatMap((row) => {
            const shown = shownUpload(row, related(row.terminal, row.record.id), approvals);
            return shown === null ? [] : [shown];
          }),
          next,
        };
      } catch (error) {
        throw error instanceof BadPlace ? new Refusal('bad-place') : error;
      }
    },
  };
}

function shownUpload(
  { terminal, seq, record }: DecisionRow,
  related: Related,
  approvals: readonly UploadApprovalRequest[],
): UploadRow | null {
  const { id, at, who, destination, initiator, action, would, reason, rule, clause } = record;
  if (record.upload === undefined) return null;
  const { outcome, copied } = related;
  const approval = approvals.find((each) => each.decision === id && each.terminal === terminal);
  return {
    terminal,
    seq,
    id,
    at,
    who,
    destination,
    initiator,
    action,
    would,
    reason,
    rule,
    clause,
    upload: record.upload,
    left: hasLeft(record),
    acknowledged: acknowledgement(related),
    copied: copied === null ? null : { at: copied.at, detail: copied.detail },
    approval:
      approval === undefined
        ? null
        : { state: approval.state, until: approval.answer?.until ?? null },
    outcome: outcome === null ? null : { end: outcome.end, status: outcome.status },
  };
}

function hasLeft({ action, handling }: DecisionRecord): boolean {
  return action !== 'block' && handling !== null && handling !== 'refuse';
}

export function acknowledgement({ acknowledged }: Related): UploadRow['acknowledged'] {
  return acknowledged === null ? null : { at: acknowledged.at, reason: acknowledged.detail };
}
