/**
 * A copy of a stopped file with its values masked:
 *
 *   pieces ─► whole ─ the file that was stopped? ─► copy ─► inspected ─► judged ─► its line ─► fetched
 *
 * Nothing of it is on a disk, and nobody else can fetch it.
 */
import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { maskHost } from '../../../shared/audit/mask.ts';
import { findingRecord, uploadRecord } from '../../../shared/audit/upload-record.ts';
import { decide } from '../../../shared/policy/decision.ts';
import { decisionId } from '../../../shared/policy/decision-id.ts';
import { decideState } from '../../../shared/policy/policy-state.ts';
import type { DecisionSummary, InspectPiece, LinkBody } from '../../../shared/protocol/link.ts';
import type { TakeOutAnswer } from '../../../shared/protocol/take-out.ts';
import { digestOf } from '../../inspection/digest.ts';
import type { CopyReport } from '../../inspection/masking/make-copy.ts';
import type { InspectionPool } from '../../inspection/pool.ts';
import type { AuditLog } from '../../record/audit-log.ts';
import type { ContentKeys } from '../../record/content-keys.ts';
import type { RecentDecisions } from '../../record/recent-decisions.ts';
import type { Copies } from '../copies.ts';
import type { Caller } from '../credentials.ts';
import { createOpenUploads } from '../open-uploads.ts';
import type { PolicyHolder } from '../policy-holder.ts';
import { createRateLimit } from '../rate-limit.ts';
import type { RecordChange } from '../record-change.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { judge, lineOf, noThreshold, pageOf } from './inspect.ts';

export interface TakeOutRoute extends Disposable {
  answer(
    piece: InspectPiece,
    bytes: Uint8Array,
    caller: Caller,
    signal: AbortSignal,
  ): Promise<TakeOutAnswer | Refusal>;
  /** A piece of the copy, as bytes; null: it is under way. */
  send(body: LinkBody<'copy'>, caller: Caller, response: ServerResponse): Promise<Refusal | null>;
}

const mostTold = 50;

export function takeOutRoute(options: {
  pool: Pick<InspectionPool, 'makeCopy'>;
  copies: Copies;
  keys: ContentKeys;
  policy: PolicyHolder;
  recent: Pick<RecentDecisions, 'byId'>;
  audit: Pick<AuditLog, 'append'>;
  record: RecordChange;
  terminal: string;
  now: () => number;
}): TakeOutRoute {
  const { pool, copies, keys, policy, recent, audit, record, terminal, now } = options;
  const uploads = createOpenUploads({ digestKey: keys.digest, now, most: 8 });
  const begun = createRateLimit({ limit: 30, windowMs: 60_000, now });

  /** The person's own stopped file, of which a copy was offered. */
  function stoppedOf({ decision = '' }: InspectPiece, caller: Caller): DecisionSummary | null {
    const stopped = recent.byId(caller.person.user, decision);
    return stopped?.takeOut?.possible === true ? stopped : null;
  }

  async function judged(
    made: Extract<CopyReport, { made: true }>,
    piece: InspectPiece,
    caller: Caller,
    stopped: DecisionSummary,
  ): Promise<TakeOutAnswer | Refusal> {
    const at = now();
    const state = policy.current();
    const id = decisionId(at, randomBytes(5));
    const destination = pageOf(piece.page);
    const digest = digestOf(keys.digest, [made.bytes]);
    const copied = { ...piece, name: made.name, total: made.bytes.length };
    const seen = { report: made.report, digest };
    const { item, order, judgement } = judge(state, copied, caller, seen, {
      destination,
      terminal,
      at,
    });
    const mode = state.state === 'none' ? 'enforce' : state.compiled.mode;
    const decision = decideState(state, id) ?? decide(judgement, mode, id);
    if (decision.action !== 'allow') {
      const left = made.report.findings.slice(0, mostTold).map(findingRecord);
      return { state: 'not-made', why: 'stopped', left };
    }
    if (!copies.keep(caller.enrolment.id, piece.upload, made.bytes)) return refuse('busy');
    const removed = [...(made.removed ?? [])];
    const upload = uploadRecord([{ ...item, action: decision.action, copyOf: stopped.id }], order);
    // On record before it can be fetched.
    await audit.append(lineOf({ decision, at, state, destination, caller, upload }));
    await record({
      act: 'copy-made',
      actor: caller.person.user,
      subject: destination === null ? null : `${maskHost(destination.host)}:${destination.port}`,
      detail: [...made.masked.map(({ kind, count }) => `${kind} ×${count}`), ...removed].join(', '),
      decision: stopped.id,
    });
    copies.note(caller.person.user, digest, stopped.id);
    const masked = made.masked.slice(0, mostTold).map(findingRecord);
    const { name, bytes } = made;
    const told = removed.length === 0 ? {} : { removed };
    return { state: 'made', name, bytes: bytes.length, decision: id, masked, ...told };
  }

  return {
    async answer(piece, bytes, caller, signal) {
      const stopped = stoppedOf(piece, caller);
      if (stopped === null) return refuse('upload-unknown');
      if (piece.offset === 0) {
        if (begun.exceeded()) return refuse('too-many-attempts');
        begun.count();
      }
      const added = uploads.add(caller.enrolment.id, piece, bytes);
      if (isRefusal(added)) return added;
      if ('received' in added) return { state: 'receiving', received: added.received };
      using whole = added;
      const isTheFile = stopped.upload?.items.some(({ digest }) => digest === whole.digest);
      if (isTheFile !== true || stopped.takeOut?.possible !== true) return refuse('upload-unknown');
      const state = policy.current();
      const { threshold, confidence, persons, ocr } =
        state.state === 'none' ? noThreshold : state.compiled.classification;
      const made = await pool.makeCopy({
        bytes: whole.bytes,
        name: piece.name,
        kinds: stopped.takeOut.kinds,
        ...(stopped.takeOut.metadata && { metadata: true }),
        threshold,
        confidence,
        persons,
        ocr,
        fingerprintKey: keys.fingerprint,
        signal,
      });
      if (signal.aborted) return refuse('busy');
      if (made.made) return judged(made, piece, caller, stopped);
      return {
        state: 'not-made',
        why: made.why,
        left: made.left.slice(0, mostTold).map(findingRecord),
      };
    },
    async send({ upload, offset }, caller, response) {
      const piece = copies.take(caller.enrolment.id, upload, offset);
      if (piece === null) return refuse('upload-unknown');
      response.writeHead(200, {
        'content-type': 'application/octet-stream',
        'content-length': String(piece.length),
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      response.end(piece);
      return null;
    },
    [Symbol.dispose]: () => uploads[Symbol.dispose](),
  };
}
