/** Why a recorded decision came out as it did: its destination, decided again on its own revision. */
import type { DecisionRecord } from '../../../shared/audit/record.ts';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { type CompiledPolicy, compilePolicy } from '../../../shared/policy/compile.ts';
import { explainDestination } from '../../../shared/policy/explain-destination.ts';
import { parsePolicy } from '../../../shared/policy/parse.ts';
import type { Explained, ExplainedRecord } from '../../../shared/protocol/explained.ts';
import type { Handlers } from '../console-routes.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import { Refusal } from '../refusals.ts';
import type { Store } from '../store/store.ts';

/** Compiling a large policy takes a second, and one page of the log asks for few revisions. */
const keptRevisions = 3;

export function explainRecordHandlers(options: {
  store: Pick<Store, 'records' | 'revisions'>;
  audit: Pick<HubAudit, 'record'>;
}): Pick<Handlers, 'explainRecord'> {
  const { store, audit } = options;
  const compiled = new Map<number, CompiledPolicy | null>();

  /** null where there is no such revision, or it can no longer be read. */
  async function policyOf(revision: number): Promise<CompiledPolicy | null> {
    const known = compiled.get(revision);
    if (known !== undefined) return known;
    const found = await store.revisions.byNumber(revision);
    const policy = found === null ? null : parsePolicy(found.yaml).policy;
    const made = policy === null ? null : compilePolicy(policy);
    const [oldest] = compiled.keys();
    if (compiled.size >= keptRevisions && oldest !== undefined) compiled.delete(oldest);
    compiled.set(revision, made);
    return made;
  }

  return {
    async explainRecord({ id, caller }) {
      const { records } = await store.records.page({ id, type: 'decision' }, null, 1);
      const [row] = records;
      const record = row?.record;
      if (record?.type !== 'decision') throw new Refusal('not-found');
      const actor = caller.account.id;
      await audit.record({ act: 'audit-read', actor, detail: 'why', decision: record.id });
      const { destination, revision, who, at } = record;
      if (destination === null) return nothing('no-destination');
      if (revision === null) return nothing('no-policy');
      const policy = await policyOf(revision);
      if (policy === null) return nothing('no-policy');
      const parsed = parseDestination(recordedUrl(destination));
      if (!parsed.ok) return nothing('no-destination');
      const { user, unit } = who;
      const { method, initiator, initiatorUnseen } = record;
      const request = {
        destination: parsed.destination,
        ...(method !== null && method !== 'CONNECT' && { method }),
        initiator,
        ...(initiatorUnseen === true && { initiatorUnseen }),
        user,
        unit,
        terminal: row?.terminal ?? null,
        at: Date.parse(at),
      };
      const explained = explainDestination(policy, request, revision);
      return { explained, why: null, agrees: agrees(explained, record) };
    },
  };
}

function nothing(why: Exclude<ExplainedRecord['why'], null>): ExplainedRecord {
  return { explained: null, why, agrees: false };
}

function recordedUrl({ scheme, host, port, path }: NonNullable<DecisionRecord['destination']>) {
  const name = host.includes(':') ? `[${host}]` : host;
  return `${scheme}://${name}:${port}${path ?? '/'}`;
}

/** Not so where the content decided, or what the record does not keep: the query, masked numbers. */
function agrees({ action, would, reason, rule }: Explained, record: DecisionRecord): boolean {
  return (
    action === record.action &&
    (would ?? null) === record.would &&
    reason === record.reason &&
    rule === record.rule
  );
}
