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
import type { TappedAnswer } from './answer-tap.ts';
import { type Asked, internalError } from './barrier.ts';
import { type Carrier, record, refuse } from './carrier.ts';
import type { Passage } from './forward.ts';
import { travellingHeaders } from './hop-headers.ts';
import { initiatorOf } from './initiator.ts';
import { judgeMessage } from './judge-message.ts';
import { headersOf, type Looked, lookAtContent, placesOf } from './look-at-content.ts';
import type { LookWith } from './look-with.ts';
import { postingOutcome, settleDrafts } from './posting-outcome.ts';
import { readAnswer } from './read-answer.ts';
import type { WebSocketReading } from './read-websocket.ts';
import { recordedAct } from './recorded-act.ts';
import type { DecisionFacts, Recorder } from './recorder.ts';
import type { HeldPart } from './resumable/held-uploads.ts';
import type { OwnAnswer } from './resumable/step-answer.ts';
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
  const { compiled, disasters = [] } = state;
  let seen: Looked;
  try {
    const look = { ...options.look, disasters };
    seen = await lookAtContent(req, compiled, asked, admitted, carrier, look);
  } catch (error) {
    options.admission.onBug(error);
    const failed = { ...common, decision: internalError(asked.id), handling: 'refuse' } as const;
    await refuse(failed, carrier, recorder, true);
    return;
  }
  if (seen.kind === 'kept') {
    await answerKept({ ...common, decision: admitted, handling }, seen.answer, carrier, recorder);
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
    before: seen.kind === 'seen' ? seen.before.map(resentOf) : [],
    onAnswer: seen.kind === 'seen' ? seen.onAnswer : null,
    uploads: seen.kind === 'seen' ? seen.uploads : [],
    pictures: seen.kind === 'seen' ? seen.pictures : [],
    release: seen.kind === 'seen' ? seen.release : () => {},
    messages: readsMessages(compiled, recorded, req, asked, options),
  };
  if (!passes) {
    await refuse(recorded, carrier, recorder, false);
  } else if (await record(recorded, carrier, recorder)) {
    forward(req, { ...asked, id: decision.id }, compiled, passing, carrier, options);
  } else {
    // Nothing has left: what was approved may be posted once there is room for its line.
    settleDrafts(options.look.content.gate, decision.id, passing.postings, nothingLeft(passing));
    passing.release();
  }
}

function nothingLeft({ postings }: Passing) {
  return postingOutcome('aborted-before', postings, Promise.resolve([]));
}

/** Nothing of it has left: what comes of it is said of the request that ends it. */
async function answerKept(
  facts: DecisionFacts,
  answer: OwnAnswer,
  carrier: Carrier,
  recorder: Recorder,
): Promise<void> {
  if (!(await record(facts, carrier, recorder))) return;
  if (carrier.answer === undefined) carrier.drop();
  else if (!carrier.isGone()) carrier.answer(answer);
  const end = { end: 'kept', status: answer.status, bytesUp: 0, bytesDown: 0 };
  recorder.outcome(facts.decision.id, facts.at, end);
}

function resentOf({ method, url, headers, body }: HeldPart) {
  const { pathname, search } = new URL(url);
  return async () => ({
    method,
    target: `${pathname}${search}`,
    headers: travellingHeaders(headers),
    body: await body(),
  });
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
  readonly before: NonNullable<Passage['before']>;
  readonly onAnswer: Passage['onAnswer'] | null;
  readonly uploads: Extract<Looked, { kind: 'seen' }>['uploads'];
  readonly pictures: Extract<Looked, { kind: 'seen' }>['pictures'];
  release(isOver?: boolean): void;
  /** What is said of the messages of a WebSocket; null where nobody reads them. */
  readonly messages: WebSocketReading | null;
}

function forward(
  req: IncomingMessage,
  asked: Asked,
  { posting }: CompiledPolicy,
  passing: Passing,
  carrier: Carrier,
  { recorder, admission, standing, look: { sessions, content } }: LetThroughWith,
): void {
  const { isGone, address, upstream, postings, body, before, onAnswer, release, messages } =
    passing;
  const { act, destination, id, at } = asked;
  const request = () => ({ url: urlText(destination), headers: headersOf(req) });
  const answer = posting === null ? null : readAnswer({ destination, request, postings, sessions });
  if (isGone || carrier.isGone()) {
    release();
    carrier.drop();
    const end = { end: 'aborted', status: null, bytesUp: 0, bytesDown: 0 };
    const results = nothingLeft(passing);
    recorder.outcome(id, at, end, answer === null || postings.length === 0 ? null : results);
    settleDrafts(content.gate, id, postings, results);
    return;
  }
  const learnFiles = (uploads: Passing['uploads'], tapped: Promise<TappedAnswer> | null) => {
    const user = asked.credential?.user ?? null;
    if (user === null || tapped === null) return;
    for (const { service, file, segment } of uploads) {
      content.gate?.files.learn(user, service, file, tapped, segment);
    }
  };
  const way = upstream?.proxy ?? null;
  const stands = { asked, address, upstream: way, end: carrier.drop };
  const forget = act === 'upgrade' ? standing.add(stands) : () => {};
  try {
    const passage: Passage = {
      destination,
      address,
      upstream,
      onFailure: ({ status, code }) => {
        recorder.failed(id, code);
        carrier.refuse({ status, code, reference: id });
      },
      onEnd: (outcome, isSent) => {
        forget();
        if (isSent) content.thumbnails?.offer(passing.pictures);
        release(isSent);
        const results = postingOutcome(outcome.end, postings, answer?.results() ?? null);
        recorder.outcome(id, at, outcome, results);
        settleDrafts(content.gate, id, postings, results);
      },
    };
    const isBare = body === null && messages === null && before.length === 0;
    if (isBare && onAnswer === null && answer === null) {
      carrier.forward(passage);
      return;
    }
    carrier.forward({
      ...passage,
      ...(body !== null && { body }),
      ...(messages !== null && { messages }),
      ...(before.length > 0 && { before }),
      ...((onAnswer !== null || answer !== null) && {
        onAnswer: (came: IncomingMessage) => {
          onAnswer?.(came);
          answer?.onAnswer(came);
          learnFiles(passing.uploads, answer?.tapped() ?? null);
        },
      }),
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
    opening: { url: urlText(asked.destination), headers: headersOf(req) },
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
