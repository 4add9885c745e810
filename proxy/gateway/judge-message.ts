/**
 * One message of a WebSocket: inspected, judged, acknowledged? What is stopped, or would be, or may be
 * a posting makes a decision line of its own; for the others that of the upgrade stands.
 */
import { urlText } from '../../shared/destination/destination.ts';
import type { Decision } from '../../shared/policy/decision.ts';
import type { PolicyState } from '../../shared/policy/policy-state.ts';
import type { Recognition } from '../../shared/posting/recognise.ts';
import { recogniseMessage } from '../../shared/posting/recognise-message.ts';
import type { SessionRequest } from '../../shared/posting/session-key.ts';
import { type Asked, block, internalError } from './barrier.ts';
import type { InspectedItem } from './content-options.ts';
import { judgeContent } from './judge-content.ts';
import type { ContentSections } from './look-at-content.ts';
import type { LookWith } from './look-with.ts';
import { messageMayHold } from './may-hold.ts';
import { openedItems } from './opened-items.ts';
import type { ReadMessage } from './read-websocket.ts';
import { keyedDigest, seenPostings } from './seen-postings.ts';

export interface JudgeMessageWith {
  readonly look: Pick<LookWith, 'content' | 'sessions'>;
  /** What opened the WebSocket. */
  readonly opening: SessionRequest;
  readonly policy: () => PolicyState;
  readonly newId: (at: number) => string;
  readonly now: () => number;
  readonly places: readonly { readonly host: string; readonly port: number }[];
  /** false: the line could not be made durable. */
  readonly record: (
    made: {
      readonly decision: Decision;
      readonly passes: boolean;
      readonly at: number;
      readonly state: PolicyState;
    } & ContentSections,
  ) => Promise<boolean>;
  readonly onBug: (error: unknown) => void;
}

/** @returns null where it may go on, else the reference; never rejects */
export async function judgeMessage(
  message: ReadMessage,
  asked: Asked,
  signal: AbortSignal,
  options: JudgeMessageWith,
): Promise<string | null> {
  const state = options.policy();
  const levelOf = state.state === 'none' ? {} : state.compiled.classification.levelOf;
  const posting = postingIn(message, state, options);
  const mayHold = !('payload' in message) || messageMayHold(message.payload, levelOf);
  if (posting === null && !mayHold) return null;
  const at = options.now();
  const id = options.newId(at);
  try {
    return await judge(message, posting, { ...asked, at, id }, state, signal, options);
  } catch (error) {
    options.onBug(error);
    await options.record({ decision: internalError(id), passes: false, at, state });
    return id;
  }
}

/** Only where the policy has rules for postings. */
function postingIn(
  message: ReadMessage,
  state: PolicyState,
  { opening }: JudgeMessageWith,
): Recognition | null {
  if (state.state === 'none' || state.compiled.posting === null) return null;
  // No page writes what is in a ping: a pong echoes the service.
  if ('payload' in message && message.isControl) return null;
  const sent =
    'payload' in message
      ? { ...message, size: message.payload.length }
      : { isText: false, payload: null, size: message.length };
  return recogniseMessage(opening, sent, state.compiled.policyServices);
}

async function judge(
  message: ReadMessage,
  posting: Recognition | null,
  { destination, credential, terminal, at, id }: Asked,
  state: PolicyState,
  signal: AbortSignal,
  { look, opening, places, record }: JudgeMessageWith,
): Promise<string | null> {
  if (state.state === 'none') {
    await record({ decision: block('no-policy', id), passes: false, at, state });
    return id;
  }
  const { compiled } = state;
  if (!compiled.readsUploads) return null;
  const { takeAcknowledged, keys, inspectRequest, opened } = look.content;
  const user = credential?.user ?? null;
  const context = { destination, user, unit: credential?.unit ?? null, terminal, at };
  const url = urlText({ ...destination, path: '/', query: '' });
  const { threshold, confidence, persons, ocr } = compiled.classification;
  const wanted = {
    threshold,
    confidence,
    persons,
    ocr,
    fingerprintKey: keys.fingerprint,
    digestKey: keys.digest,
  };
  const read =
    'payload' in message
      ? (
          await inspectRequest({
            bytes: message.payload,
            contentType: message.isText ? 'text/plain;charset=utf-8' : 'application/octet-stream',
            contentEncoding: '',
            url,
            ...wanted,
            signal,
          })
        ).items
      : [notInspected(message, keys.digest)];
  // Nobody waits for it any more, and nothing of it has left.
  if (signal.aborted) return id;
  const { items, use } = openedItems(read, user, places, compiled.classification, opened);
  const seen =
    posting === null || posting.service === null
      ? []
      : seenPostings(
          posting,
          look.sessions.accountOf(posting.service, opening),
          [...items],
          keys.digest,
        );
  const judged = judgeContent(compiled, items, seen, context, id);
  const { decision: made, upload, postings, held } = judged;
  const isSilent = made?.action === 'allow' && made.would === undefined && postings.length === 0;
  if (made === null || isSilent) {
    use();
    return null;
  }
  const taken = made.action === 'warn' ? takeAcknowledged(user, places, held) : null;
  const passes = made.action === 'allow' || taken !== null;
  const decision = { ...made, id: taken?.decision ?? id };
  const sections = {
    ...(upload !== null && { upload }),
    ...(postings.length > 0 && {
      // What stays here needs nobody's look.
      postings: passes ? postings : postings.map((each) => ({ ...each, review: false })),
    }),
    ...(held.length > 0 && { held }),
  };
  const isKept = await record({ decision, passes, at, state, ...sections });
  if (!passes || !isKept) return decision.id;
  use();
  return null;
}

function notInspected(
  { why, length }: Extract<ReadMessage, { why: string }>,
  digestKey: Uint8Array,
): InspectedItem {
  const digest = keyedDigest(digestKey, JSON.stringify(['message', why, length]));
  const rest = { kind: 'raw', name: null, type: null, findings: [] } as const;
  return { ...rest, bytes: length, inspected: false, why, digest };
}
