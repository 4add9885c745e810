/**
 * One message of a WebSocket: inspected, judged, acknowledged? What is stopped, or would be, makes a
 * decision line of its own; for the others that of the upgrade stands.
 */
import { urlText } from '../../shared/destination/destination.ts';
import type { Decision } from '../../shared/policy/decision.ts';
import type { PolicyState } from '../../shared/policy/policy-state.ts';
import { type Asked, block, internalError } from './barrier.ts';
import type { InspectedItem } from './content-options.ts';
import { judgeContent } from './judge-content.ts';
import type { ContentSections, LookWith } from './look-at-content.ts';
import { messageMayHold } from './may-hold.ts';
import type { ReadMessage } from './read-websocket.ts';
import { keyedDigest } from './seen-postings.ts';

export interface JudgeMessageWith {
  readonly look: Pick<LookWith, 'content'>;
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
  if ('payload' in message && !messageMayHold(message.payload)) return null;
  const at = options.now();
  const id = options.newId(at);
  const state = options.policy();
  try {
    return await judge(message, { ...asked, at, id }, state, signal, options);
  } catch (error) {
    options.onBug(error);
    await options.record({ decision: internalError(id), passes: false, at, state });
    return id;
  }
}

async function judge(
  message: ReadMessage,
  { destination, credential, terminal, at, id }: Asked,
  state: PolicyState,
  signal: AbortSignal,
  { look, places, record }: JudgeMessageWith,
): Promise<string | null> {
  if (state.state === 'none') {
    await record({ decision: block('no-policy', id), passes: false, at, state });
    return id;
  }
  const { compiled } = state;
  if (!compiled.readsUploads) return null;
  const { takeAcknowledged, keys, inspectRequest } = look.content;
  const user = credential?.user ?? null;
  const context = { destination, user, unit: credential?.unit ?? null, terminal, at };
  const url = urlText({ ...destination, path: '/', query: '' });
  const { threshold, persons } = compiled.classification;
  const wanted = { threshold, persons, fingerprintKey: keys.fingerprint, digestKey: keys.digest };
  const items =
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
  const { decision: made, upload, held } = judgeContent(compiled, items, [], context, id);
  if (made === null || (made.action === 'allow' && made.would === undefined)) return null;
  const taken = made.action === 'warn' ? takeAcknowledged(user, places, held) : null;
  const passes = made.action === 'allow' || taken !== null;
  const decision = { ...made, id: taken?.decision ?? id };
  const sections = {
    ...(upload !== null && { upload }),
    ...(held.length > 0 && { held }),
  };
  const isKept = await record({ decision, passes, at, state, ...sections });
  return passes && isKept ? null : decision.id;
}

function notInspected(
  { why, length }: Extract<ReadMessage, { why: string }>,
  digestKey: Uint8Array,
): InspectedItem {
  const digest = keyedDigest(digestKey, JSON.stringify(['message', why, length]));
  const rest = { kind: 'raw', name: null, type: null, findings: [] } as const;
  return { ...rest, bytes: length, inspected: false, why, digest };
}
