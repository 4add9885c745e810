/**
 * The destination of a request is open: content → record → forward. Nothing leaves before its line
 * is durable.
 */
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { PostingRecord } from '../../shared/audit/content-record.ts';
import { urlText } from '../../shared/destination/destination.ts';
import type { CompiledPolicy } from '../../shared/policy/compile.ts';
import type { CompiledUpstream } from '../../shared/policy/upstream.ts';
import type { AdmitWith, admit } from './admit.ts';
import { type Asked, internalError } from './barrier.ts';
import { type Carrier, record, refuse } from './carrier.ts';
import { initiatorOf } from './initiator.ts';
import { judgeMessage } from './judge-message.ts';
import {
  headersOf,
  type Looked,
  type LookWith,
  lookAtContent,
  placesOf,
} from './look-at-content.ts';
import { readAnswer } from './read-answer.ts';
import type { WebSocketReading } from './read-websocket.ts';
import { recordedAct } from './recorded-act.ts';
import type { DecisionFacts, Recorder } from './recorder.ts';
import type { Standing } from './standing.ts';
import { failureOf } from './statuses.ts';

export interface LetThroughWith {
  readonly standing: Pick<Standing, 'add'>;
  readonly admission: AdmitWith;
  readonly recorder: Recorder;
  readonly look: LookWith;
  readonly now: () => number;
  readonly newId: (at: number) => string;
}

export type Admitted = Extract<Awaited<ReturnType<typeof admit>>, { kind: 'pass' }>;

export async function letThrough(
  req: IncomingMessage,
  asked: Asked,
  { decision: admitted, who, state, addresses: [address], upstream }: Admitted,
  handling: 'forward' | 'intercept',
  carrier: Carrier,
  options: LetThroughWith,
): Promise<void> {
  const { destination, method, at } = asked;
  const act = recordedAct(asked.act, req.headers);
  const { recorder } = options;
  const initiator = initiatorOf(req.headers);
  const common = { act, method, initiator, at, who, destination, state, address };
  if (state.state === 'none') throw new Error('without a policy nothing is let through');
  const { compiled } = state;
  let seen: Looked;
  try {
    seen = await lookAtContent(req, compiled, asked, admitted, carrier, options.look);
  } catch (error) {
    options.admission.onBug(error);
    const failed = { ...common, decision: internalError(asked.id), handling: 'refuse' } as const;
    await refuse(failed, carrier, recorder, true);
    return;
  }
  const { decision, passes, upload, postings, held } =
    seen.kind === 'seen' ? seen : { ...nothingSeen, decision: admitted };
  const recorded: DecisionFacts = {
    ...common,
    decision,
    handling: passes ? handling : 'refuse',
    ...(upload !== undefined && { upload }),
    ...(postings !== undefined && { postings }),
    ...(held !== undefined && { held }),
  };
  const passing: Passing = {
    isGone: seen.kind === 'gone',
    address,
    upstream,
    postings: postings ?? [],
    body: seen.kind === 'seen' ? seen.body : null,
    release: seen.kind === 'seen' ? seen.release : () => {},
    messages: readsMessages(compiled, recorded, req, asked, options),
  };
  if (!passes) {
    await refuse(recorded, carrier, recorder, false);
  } else if (await record(recorded, carrier, recorder)) {
    forward(req, { ...asked, id: decision.id }, compiled, passing, carrier, options);
  } else passing.release();
}

const nothingSeen = { passes: true, upload: undefined, postings: undefined, held: undefined };

interface Passing {
  /** The browser went away while it was looked at. */
  readonly isGone: boolean;
  readonly address: string;
  readonly upstream: CompiledUpstream | null;
  readonly postings: readonly PostingRecord[];
  /** null: as it comes. */
  readonly body: Readable | null;
  release(): void;
  /** What is said of the messages of a WebSocket; null where nobody reads them. */
  readonly messages: WebSocketReading | null;
}

function forward(
  req: IncomingMessage,
  asked: Asked,
  { posting }: CompiledPolicy,
  { isGone, address, upstream, postings, body, release, messages }: Passing,
  carrier: Carrier,
  { recorder, admission, standing, look: { sessions } }: LetThroughWith,
): void {
  const { act, destination, id, at } = asked;
  const request = () => ({ url: urlText(destination), headers: headersOf(req) });
  const answer = posting === null ? null : readAnswer({ destination, request, postings, sessions });
  if (isGone || carrier.isGone()) {
    release();
    carrier.drop();
    const end = { end: 'aborted', status: null, bytesUp: 0, bytesDown: 0 };
    recorder.outcome(id, at, end, answer?.results() ?? null);
    return;
  }
  const way = upstream?.proxy ?? null;
  const stands = { asked, address, upstream: way, end: carrier.drop };
  const forget = act === 'upgrade' ? standing.add(stands) : () => {};
  try {
    carrier.forward({
      destination,
      address,
      upstream,
      ...(body !== null && { body }),
      ...(messages !== null && { messages }),
      ...(answer !== null && { onAnswer: answer.onAnswer }),
      onFailure: ({ status, code }) => {
        recorder.failed(id, code);
        carrier.refuse({ status, code, reference: id });
      },
      onEnd: (outcome) => {
        forget();
        release();
        recorder.outcome(id, at, outcome, answer?.results() ?? null);
      },
    });
  } catch (error) {
    forget();
    release();
    admission.onBug(error);
    const { status, code } = failureOf(error);
    carrier.refuse({ status, code, reference: id }, { close: true });
  }
}

function readsMessages(
  { readsUploads }: CompiledPolicy,
  upgraded: DecisionFacts,
  req: IncomingMessage,
  asked: Asked,
  { look, admission: { policy, onBug }, recorder, newId, now }: LetThroughWith,
): WebSocketReading | null {
  if (asked.act !== 'upgrade' || !readsUploads) return null;
  const { upload: _, postings: __, held: ___, ...common } = upgraded;
  const places = placesOf(req, asked);
  const options = {
    look,
    policy,
    newId,
    now,
    places,
    onBug,
    record: ({ passes, ...made }: Parameters<Parameters<typeof judgeMessage>[3]['record']>[0]) =>
      recorder.decision({
        ...common,
        ...made,
        handling: passes ? common.handling : 'refuse',
      }),
  };
  return {
    most: look.bodyBytes,
    budget: look.budget,
    judge: (message, signal) => judgeMessage(message, asked, signal, options),
  };
}
