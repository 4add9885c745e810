/**
 * The guard asks before a file or a text leaves:
 *
 *   pieces ─► whole ─► inspected ─► classified ─► judged ─┬► allow: no line, the request has its own
 *                                                         ├► block: its line, then the answer
 *                                                         └► warn:  held; see held-content.ts
 */
import { randomBytes } from 'node:crypto';
import { maskRule, recordedDestination } from '../../../shared/audit/mask.ts';
import type { DecisionRecord } from '../../../shared/audit/record.ts';
import { type SeenItem, uploadRecord } from '../../../shared/audit/upload-record.ts';
import { classify } from '../../../shared/classification/classify.ts';
import {
  type Destination,
  parseDestination,
  urlText,
} from '../../../shared/destination/destination.ts';
import { decideUnreadUpload } from '../../../shared/policy/decide-unread-upload.ts';
import { judgeItem } from '../../../shared/policy/decide-upload.ts';
import {
  type Decision,
  decide,
  type Judgement,
  strictest,
} from '../../../shared/policy/decision.ts';
import { decisionId } from '../../../shared/policy/decision-id.ts';
import { judgePicture } from '../../../shared/policy/judge-picture.ts';
import { decideState, type PolicyState } from '../../../shared/policy/policy-state.ts';
import type {
  DecisionSummary,
  InspectAnswer,
  InspectPiece,
} from '../../../shared/protocol/link.ts';
import { type InspectionReport, notInspected } from '../../inspection/inspect-content.ts';
import { defaultLimits } from '../../inspection/limits.ts';
import type { InspectionPool } from '../../inspection/pool.ts';
import type { AuditLog } from '../../record/audit-log.ts';
import type { ContentKeys } from '../../record/content-keys.ts';
import type { RecentDecisions } from '../../record/recent-decisions.ts';
import { approvalWays, approvedDecision } from '../approval-ways.ts';
import type { Caller } from '../credentials.ts';
import type { HeldContent } from '../held-content.ts';
import { inspectUpload } from '../inspect-upload.ts';
import { offerOf } from '../offer-copy.ts';
import { createOpenUploads } from '../open-uploads.ts';
import type { OpenedContent } from '../opened-content.ts';
import type { PolicyHolder } from '../policy-holder.ts';
import { createRateLimit } from '../rate-limit.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import type { UploadApprovals } from '../upload-approvals.ts';

export interface InspectRoute extends Disposable {
  /** @param signal aborts where the caller goes away: then nothing is decided */
  answer(
    piece: InspectPiece,
    bytes: Uint8Array,
    caller: Caller,
    signal: AbortSignal,
  ): Promise<InspectAnswer | Refusal>;
}

/** What was looked at, and its name among its kind. */
interface Seen {
  readonly report: InspectionReport;
  /** '' where the bytes never came. */
  readonly digest: string;
}

export function inspectRoute(options: {
  pool: Pick<InspectionPool, 'inspect'>;
  keys: ContentKeys;
  policy: PolicyHolder;
  held: HeldContent;
  approvals: Pick<UploadApprovals, 'standing' | 'refresh'>;
  opened: Pick<OpenedContent, 'add'>;
  recent: Pick<RecentDecisions, 'add'>;
  audit: Pick<AuditLog, 'append'>;
  terminal: string;
  now: () => number;
}): InspectRoute {
  const { pool, keys, policy, held, opened, recent, audit, terminal, now } = options;
  const approvals = approvalWays(options.approvals);
  const uploads = createOpenUploads({ digestKey: keys.digest, now });
  const begun = createRateLimit({ limit: 240, windowMs: 60_000, now });

  async function answer(
    piece: InspectPiece,
    bytes: Uint8Array,
    caller: Caller,
    signal: AbortSignal,
  ): Promise<InspectAnswer | Refusal> {
    if (piece.offset === 0) {
      if (begun.exceeded()) return refuse('too-many-attempts');
      begun.count();
    }
    // What is too large need not come at all.
    if (piece.total > defaultLimits.bytesIn) {
      return decided(piece, caller, { report: notInspected('too-large'), digest: '' });
    }
    const added = uploads.add(caller.enrolment.id, piece, bytes);
    if (isRefusal(added)) return added;
    if ('received' in added) return { state: 'receiving', received: added.received };
    using whole = added;
    const state = policy.current();
    const classification = state.state === 'none' ? noThreshold : state.compiled.classification;
    const report = await inspectUpload(pool, piece, whole.bytes, {
      classification,
      fingerprintKey: keys.fingerprint,
      signal,
    });
    if (signal.aborted) return refuse('busy');
    if (piece.password !== undefined) {
      if (report.lock === 'wrong') return { state: 'locked' };
      keep(piece, caller, report, whole.digest, classification);
    }
    return decided(piece, caller, { report, digest: whole.digest });
  }

  /** The gateway sees the same bytes, and asks nobody for a password. */
  function keep(
    { page, kind }: InspectPiece,
    { person }: Caller,
    { type, inspected, why, findings }: InspectionReport,
    digest: string,
    classification: object,
  ): void {
    const place = pageOf(page);
    if (place === null || kind !== 'file') return;
    const report = { type, inspected, ...(why && { why }), findings };
    opened.add(person.user, place, digest, report, classification);
  }

  async function decided(piece: InspectPiece, caller: Caller, seen: Seen): Promise<InspectAnswer> {
    const at = now();
    const state = policy.current();
    const id = decisionId(at, randomBytes(5));
    const destination = pageOf(piece.page);
    const { item, order, judgement } = judge(state, piece, caller, seen, {
      destination,
      terminal,
      at,
    });
    const mode = state.state === 'none' ? 'enforce' : state.compiled.mode;
    const asked = { destination, person: caller.person, terminal, at };
    const judged = decideState(state, id) ?? decide(judgement, mode, id);
    const way = isByRule(judged) ? await approvals.wayOf(state, item, asked) : {};
    const decision = way.approved === undefined ? judged : approvedDecision(judged);
    const tagged = way.approved === undefined ? item : { ...item, approval: way.approved };
    const upload = uploadRecord([{ ...tagged, action: decision.action }], order);
    const record = lineOf({ decision, at, state, destination, caller, upload });
    const summary: DecisionSummary = {
      ...decision,
      at: record.at,
      url: destination === null ? '' : urlText(destination),
      host: destination?.host ?? '',
      source: 'extension',
      upload,
      ...(decision.action === 'warn' && { held: [seen.digest] }),
      ...offerOf(state, decision, item, asked),
      ...(way.approval !== undefined && { approval: way.approval }),
    };
    switch (decision.action) {
      case 'allow':
        break;
      case 'block':
        await audit.append(record);
        recent.add(caller.person.user, summary);
        break;
      case 'warn':
        held.hold(caller.person.user, id, async () => void (await audit.append(record)));
        recent.add(caller.person.user, summary);
        break;
      default:
        return decision.action satisfies never;
    }
    const { lock } = seen.report;
    return { state: 'decided', decision: summary, ...(lock && { lock }) };
  }

  return { answer, [Symbol.dispose]: () => uploads[Symbol.dispose]() };
}

/** Stopped for what it is: not for where it goes. */
function isByRule({ action, reason }: Decision): boolean {
  return action === 'block' && (reason === 'upload-rule' || reason === 'could-not-inspect');
}

/** null for what is no page of the web: nothing would know where the content goes. */
export function pageOf(url: string): Destination | null {
  const parsed = parseDestination(url);
  return parsed.ok && /^https?$/.test(parsed.destination.scheme) ? parsed.destination : null;
}

export const noThreshold = { threshold: 0, confidence: {}, persons: 1, ocr: { time: 0 } };

export function judge(
  state: PolicyState,
  { kind, name, total }: InspectPiece,
  { person }: Caller,
  { report, digest }: Seen,
  { destination, terminal, at }: { destination: Destination | null; terminal: string; at: number },
): { item: SeenItem; order: readonly string[]; judgement: Judgement } {
  const { type, inspected, why, findings, metadata } = report;
  const seen = {
    kind,
    name: kind === 'file' ? name : null,
    type,
    bytes: total,
    inspected,
    findings,
  };
  const item = { ...seen, ...(why && { why }), digest, level: null, action: null };
  if (state.state === 'none') return { item, order: [], judgement: blocked('no-policy') };
  const { compiled } = state;
  const { order, levelOf } = compiled.classification;
  const { level } = classify(findings, levelOf, { order });
  const pictures =
    destination === null ? null : judgePicture(compiled.posting, destination, metadata ?? []);
  const told = pictures !== null && metadata !== undefined ? { metadata } : {};
  const levelled = { item: { ...item, level, ...told }, order };
  if (destination === null) return { ...levelled, judgement: blocked('malformed') };
  const unread = kind === 'file' ? decideUnreadUpload(compiled, destination, '') : null;
  if (unread !== null) return { ...levelled, judgement: { ...unread, action: 'block' } };
  const context = { destination, user: person.user, unit: person.unit, terminal, at };
  const byRules = judgeItem(compiled, { level, inspected, type }, context) ?? notLookedAt;
  const judgement = strictest(pictures === null ? [byRules] : [byRules, pictures]) ?? byRules;
  // Nobody can acknowledge what has no digest: the request would be stopped all the same.
  const isNameless = judgement.action === 'warn' && digest === '';
  return { ...levelled, judgement: isNameless ? { ...judgement, action: 'block' } : judgement };
}

/** The policy says nothing of uploads. */
const notLookedAt: Judgement = {
  action: 'allow',
  reason: 'upload-default',
  rule: null,
  clause: null,
};

function blocked(reason: Judgement['reason']): Judgement {
  return { action: 'block', reason, rule: null, clause: null };
}

export function lineOf(facts: {
  decision: Decision;
  at: number;
  state: PolicyState;
  destination: Destination | null;
  caller: Caller;
  upload: DecisionRecord['upload'];
}): DecisionRecord {
  const { decision, state, destination, caller, upload } = facts;
  const { user, unit } = caller.person;
  const page = destination === null ? null : recordedDestination(destination);
  return {
    v: 1,
    type: 'decision',
    id: decision.id,
    at: new Date(facts.at).toISOString(),
    source: 'extension',
    act: 'upload',
    who: { user, unit, identity: 'declared' },
    destination: page,
    method: null,
    initiator: page?.host ?? null,
    action: decision.action,
    would: decision.would ?? null,
    reason: decision.reason,
    rule: decision.rule && maskRule(decision.rule),
    clause: decision.clause && maskRule(decision.clause),
    mode: state.state === 'none' ? null : state.compiled.mode,
    revision: state.state === 'none' ? null : state.revision,
    address: null,
    handling: null,
    ...(upload !== undefined && { upload }),
  };
}
