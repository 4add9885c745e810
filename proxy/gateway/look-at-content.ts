/**
 *   request ─ body ─► memory ─► inspected, item by item ─┐
 *           └ recognised: what it posts, by whose account ┴► judged ─► acknowledged?
 * Nothing has left by then. Most requests have nothing to look at, and are told so cheaply.
 */
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { PostingRecord, UploadRecord } from '../../shared/audit/content-record.ts';
import { urlText } from '../../shared/destination/destination.ts';
import type { CompiledPolicy } from '../../shared/policy/compile.ts';
import { servicesPlace } from '../../shared/policy/compile-services.ts';
import type { CompiledUploads } from '../../shared/policy/compile-uploads.ts';
import { decideDestination, needsContent } from '../../shared/policy/decide-destination.ts';
import { type Decision, decide } from '../../shared/policy/decision.ts';
import { type Asked, requestOf } from './barrier.ts';
import type { Carrier } from './carrier.ts';
import type { InspectedItem } from './content-options.ts';
import { carriesBody, type HeldBody, holdBody } from './held-body.ts';
import { initiatorPlace } from './initiator.ts';
import { inspectTogether } from './inspect-together.ts';
import { type ContentJudgement, judgeContent, strictestDecision } from './judge-content.ts';
import { type LookedPostings, lookAtPostings, noPostings } from './look-at-postings.ts';
import type { LookWith } from './look-with.ts';
import { mayHold } from './may-hold.ts';
import { openedItems } from './opened-items.ts';
import { recogniseRequest, recogniseService } from './recognise-request.ts';
import type { HeldPart } from './resumable/held-uploads.ts';
import { isBareStep, ownKey, putTogether, type Together } from './resumable/put-together.ts';
import type { StepRequest } from './resumable/read-step.ts';
import type { OwnAnswer } from './resumable/step-answer.ts';

export type Looked =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'gone' }
  /** A part of a file: it stays here, and the browser is answered. */
  | { readonly kind: 'kept'; readonly answer: OwnAnswer }
  | ({
      readonly kind: 'seen';
      readonly passes: boolean;
      readonly decision: Decision;
      /** null: there is none. */
      readonly body: Readable | null;
      /** Parts of the same file, which go on first. */
      readonly before: readonly HeldPart[];
      readonly onAnswer: ((answer: IncomingMessage) => void) | null;
      /** Files that a later post may mean by the name in the answer. */
      readonly uploads: LookedPostings['uploads'];
      /** That a thumbnail may be made of, once they have left. */
      readonly pictures: LookedPostings['pictures'];
      /** The memory of the body is free again. @param isOver nobody refers to it any more */
      release(isOver?: boolean): void;
    } & ContentSections);

export interface ContentSections {
  readonly upload?: UploadRecord;
  readonly postings?: readonly PostingRecord[];
  /** Digests of what a warning holds. */
  readonly held?: readonly string[];
}

const nothing: Looked = { kind: 'nothing' };

/** By the register of services, which may ask what is done there. */
function opensService({ rule }: Decision): boolean {
  return rule?.startsWith(`${servicesPlace}/`) === true;
}

/** @param admitted what was said of the destination: it lets through */
export async function lookAtContent(
  req: IncomingMessage,
  policy: CompiledPolicy,
  asked: Asked,
  admitted: Decision,
  source: Pick<Carrier, 'askForBody' | 'onGone'>,
  options: LookWith,
): Promise<Looked> {
  const { destination } = asked;
  const isJudged = opensService(admitted) && needsContent(policy, requestOf(asked));
  if (!policy.readsUploads && !isJudged) return nothing;
  const asksMuch =
    destination.query !== '' && mayHold(destination.query, policy.classification.levelOf);
  const hasBody = carriesBody(req);
  const { uploads: rules } = policy;
  const mayStep = rules !== null && (hasBody || isBareStep(req));
  if (!hasBody && !asksMuch && policy.posting === null && !isJudged && !mayStep) return nothing;
  const request = { method: req.method ?? '', url: urlText(destination), headers: headersOf(req) };
  const isPosted = policy.posting !== null || isJudged;
  const known = isPosted ? recogniseService(request, policy.policyServices) : null;
  const mayPost = known !== null && known.postings.length > 0;
  if (!hasBody && !asksMuch && !mayPost && !isJudged && !mayStep) return nothing;

  const gone = new AbortController();
  const unwatch = source.onGone(() => gone.abort());
  let held: HeldBody | null = null;
  let posted = noPostings;
  try {
    if (hasBody) {
      source.askForBody();
      held = await holdBody(req, { most: options.bodyBytes, budget: options.budget });
      if (held.state === 'gone') return { kind: 'gone' };
    }
    const url = asksMuch ? request.url : urlText({ ...destination, query: '' });
    const looked = { policy, request, url, hasBody, asksMuch, signal: gone.signal };
    const together =
      mayStep && rules !== null
        ? await putTogether(comingOf(req, request, held, asked, rules), options.uploads, asked.at)
        : ordinary;
    const isRefused = rules?.resumable === 'refuse' && together.kind === 'alone';
    if (together.kind === 'answered' && together.step?.protocol !== 'form') {
      release(held, true);
      return { kind: 'kept', answer: together.answer };
    }
    const { items: seen, body } = await inspectTogether(together, held, looked, options);
    const read = seen.map((item) => withOrigin(item, asked, options));
    if (gone.signal.aborted) {
      release(held);
      return { kind: 'gone' };
    }
    const { credential, terminal, at, id } = asked;
    const user = credential?.user ?? null;
    const places = placesOf(req, asked);
    const { items, use } = openedItems(
      read,
      user,
      places,
      policy.classification,
      options.content.opened,
    );
    const recognition =
      known === null ? null : recogniseRequest(request, known, body, policy.policyServices);
    const sent = { contentType: request.headers['content-type'] ?? '', body, recognition };
    // With its content seen, what is done at a service is known for sure.
    const opened = isJudged
      ? decideDestination(policy, { ...requestOf(asked), sent }, asked.id)
      : admitted;
    const session =
      recognition?.service == null
        ? null
        : options.sessions.accountOf(recognition.service, request);
    const { gate, keys, thumbnails } = options.content;
    const withPictures = thumbnails?.isWanted() ?? false;
    const { query } = destination;
    const look = { rules: policy.posting, user, digestKey: keys.digest, gate, query, withPictures };
    posted = await lookAtPostings(recognition, session, items, look);
    const { postings, uploads, pictures } = posted;
    const { disasters = [] } = options;
    const unit = credential?.unit ?? null;
    const context = { destination, user, unit, terminal, at, disasters };
    const judged = judgeContent(policy, items, postings, context, id, (digests) => {
      const { takeApproved } = options.content;
      return takeApproved?.(user, placesOf(req, asked), digests) ?? null;
    });
    const refused = isRefused ? decide(refusedPart, policy.mode, id) : null;
    const settled =
      opened.action === 'block'
        ? { passes: false, decision: opened }
        : settle(judged, opened, () => options.content.takeAcknowledged(user, places, judged.held));
    const final = refused === null ? settled : withRefused(settled, refused);
    await posted.end(final.passes, final.decision.id);
    if (final.passes) use();
    else release(held, true);
    if (together.kind === 'answered') {
      if (final.passes) {
        release(held, true);
        return { kind: 'kept', answer: together.answer };
      }
      if (together.step !== null) await options.uploads.drop(ownKey(user, together.step.key));
    }
    if (together.kind === 'whole' && !final.passes) await together.drop();
    const kept = held;
    return {
      kind: 'seen',
      ...final,
      ...sectionsOf(judged, final.passes),
      body: kept === null || !final.passes ? null : kept.stream(),
      before: 'before' in together ? together.before : [],
      onAnswer: together.kind === 'created' ? together.onAnswer : null,
      uploads: final.passes ? uploads : [],
      pictures: final.passes ? pictures : [],
      release: (isOver) => {
        release(kept, isOver);
        if (together.kind === 'whole') void together.drop();
      },
    };
  } catch (error) {
    posted.release();
    release(held);
    throw error;
  } finally {
    unwatch();
  }
}

/** A copy with masked values says of which stopped file it is one. */
function withOrigin(
  item: InspectedItem,
  { credential }: Asked,
  { content: { copyOf } }: LookWith,
): InspectedItem {
  const origin = copyOf?.(credential?.user ?? null, item.digest) ?? null;
  return origin === null ? item : { ...item, copyOf: origin };
}

const ordinary: Together = { kind: 'ordinary' };
const refusedPart = {
  action: 'block',
  reason: 'could-not-inspect',
  rule: 'uploads.resumable',
  clause: null,
} as const;

function comingOf(
  { headers }: IncomingMessage,
  request: StepRequest,
  held: HeldBody | null,
  asked: Asked,
  rules: CompiledUploads,
) {
  const body = held?.state === 'held' ? held.bytes : null;
  const assembles = rules.resumable === 'assemble';
  return { request, raw: headers, body, user: asked.credential?.user ?? null, assembles };
}

function release(held: HeldBody | null, isOver = false): void {
  if (held !== null && held.state !== 'gone') held.release(isOver);
}

interface Settled {
  readonly passes: boolean;
  readonly decision: Decision;
}

/** A warning about content lets through what was acknowledged, and nothing else. */
function settle(
  { decision: ofContent, held }: ContentJudgement,
  admitted: Decision,
  take: () => { readonly decision: string | null } | null,
): Settled {
  if (ofContent === null) return { passes: true, decision: admitted };
  const strictest = strictestDecision([admitted, ofContent]) ?? ofContent;
  switch (ofContent.action) {
    case 'allow': {
      // What only an approval lets go is told as such.
      const isTold = ofContent.reason === 'upload-approved' && admitted.action === 'allow';
      return { passes: true, decision: isTold ? ofContent : strictest };
    }
    case 'warn': {
      const taken = held.length === 0 ? null : take();
      if (taken === null) return { passes: false, decision: ofContent };
      return { passes: true, decision: { ...ofContent, id: taken.decision ?? ofContent.id } };
    }
    case 'block':
      return { passes: false, decision: ofContent };
    default:
      return ofContent.action satisfies never;
  }
}

/** In mode `observe` it passes all the same, and the line says what would have been. */
function withRefused(settled: Settled, refused: Decision): Settled {
  // What was found in it says more than that it is a part.
  if (!settled.passes && settled.decision.reason !== 'could-not-inspect') return settled;
  const decision = strictestDecision([refused, settled.decision]) ?? refused;
  return { passes: refused.action === 'allow', decision };
}

function sectionsOf(
  { upload, postings, held }: ContentJudgement,
  passes: boolean,
): ContentSections {
  return {
    ...(upload !== null && { upload }),
    ...(postings.length > 0 && {
      // What stays here needs nobody's look.
      postings: passes ? postings : postings.map((each) => ({ ...each, review: false })),
    }),
    ...(held.length > 0 && { held }),
  };
}

/** Where it goes to, and the page that wants it there: the guard knows only the page. */
export function placesOf({ headers }: IncomingMessage, { destination: { host, port } }: Asked) {
  const page = initiatorPlace(headers);
  return page === null ? [{ host, port }] : [{ host, port }, page];
}

/** One text for each field. */
export function headersOf({ headers }: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
}
