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
import { decideDestination, needsContent } from '../../shared/policy/decide-destination.ts';
import type { Decision } from '../../shared/policy/decision.ts';
import type { Recognition } from '../../shared/posting/recognise.ts';
import { type Asked, requestOf } from './barrier.ts';
import type { ByteBudget } from './byte-budget.ts';
import type { Carrier } from './carrier.ts';
import type { ContentOptions, InspectedItem } from './content-options.ts';
import { carriesBody, type HeldBody, holdBody } from './held-body.ts';
import { initiatorPlace } from './initiator.ts';
import { type ContentJudgement, judgeContent, strictestDecision } from './judge-content.ts';
import { mayHold } from './may-hold.ts';
import type { PostingSessions } from './posting-sessions.ts';
import { recogniseRequest, recogniseService } from './recognise-request.ts';
import { keyedDigest, seenPostings } from './seen-postings.ts';

export interface LookWith {
  readonly content: ContentOptions;
  readonly sessions: PostingSessions;
  readonly budget: ByteBudget;
  /** Bytes of one body that are held. */
  readonly bodyBytes: number;
}

export type Looked =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'gone' }
  | ({
      readonly kind: 'seen';
      readonly passes: boolean;
      readonly decision: Decision;
      /** null: there is none. */
      readonly body: Readable | null;
      /** The memory of the body is free again. */
      release(): void;
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
  const asksMuch = destination.query !== '' && mayHold(destination.query);
  const hasBody = carriesBody(req);
  if (!hasBody && !asksMuch && policy.posting === null && !isJudged) return nothing;
  const request = { method: req.method ?? '', url: urlText(destination), headers: headersOf(req) };
  const isPosted = policy.posting !== null || isJudged;
  const known = isPosted ? recogniseService(request, policy.ownHosts) : null;
  const mayPost = known !== null && known.postings.length > 0;
  if (!hasBody && !asksMuch && !mayPost && !isJudged) return nothing;

  const gone = new AbortController();
  const unwatch = source.onGone(() => gone.abort());
  let held: HeldBody | null = null;
  try {
    if (hasBody) {
      source.askForBody();
      held = await holdBody(req, { most: options.bodyBytes, budget: options.budget });
      if (held.state === 'gone') return { kind: 'gone' };
    }
    const url = asksMuch ? request.url : urlText({ ...destination, query: '' });
    const looked = { policy, request, url, hasBody, asksMuch, signal: gone.signal };
    const { items, body } = await inspect(held, looked, options);
    if (gone.signal.aborted) {
      release(held);
      return { kind: 'gone' };
    }
    const recognition =
      known === null ? null : recogniseRequest(request, known, body, policy.ownHosts);
    const sent = { contentType: request.headers['content-type'] ?? '', body, recognition };
    // With its content seen, what is done at a service is known for sure.
    const opened = isJudged
      ? decideDestination(policy, { ...requestOf(asked), sent }, asked.id)
      : admitted;
    const postings = recognition === null ? [] : postingsOf(recognition, items, looked, options);
    const { credential, terminal, at, id } = asked;
    const user = credential?.user ?? null;
    const context = { destination, user, unit: credential?.unit ?? null, terminal, at };
    const judged = judgeContent(policy, items, postings, context, id);
    const final =
      opened.action === 'block'
        ? { passes: false, decision: opened }
        : settle(judged, opened, () =>
            options.content.takeAcknowledged(user, placesOf(req, asked), judged.held),
          );
    if (!final.passes) release(held);
    const kept = held;
    return {
      kind: 'seen',
      ...final,
      ...sectionsOf(judged, final.passes),
      body: kept === null || !final.passes ? null : kept.stream(),
      release: () => release(kept),
    };
  } catch (error) {
    release(held);
    throw error;
  } finally {
    unwatch();
  }
}

function release(held: HeldBody | null): void {
  if (held !== null && held.state !== 'gone') held.release();
}

interface Look {
  readonly policy: CompiledPolicy;
  readonly request: Parameters<typeof recogniseService>[0];
  /** Without its query, where that holds nothing. */
  readonly url: string;
  readonly hasBody: boolean;
  readonly asksMuch: boolean;
  readonly signal: AbortSignal;
}

/** `body`: without content encoding; null where there is one that cannot be read. */
async function inspect(
  held: HeldBody | null,
  { policy, request: { headers }, url, asksMuch, signal }: Look,
  { content: { inspectRequest, keys } }: LookWith,
): Promise<{ items: InspectedItem[]; body: Uint8Array | null }> {
  const bytes = held?.state === 'held' ? held.bytes : new Uint8Array();
  const contentEncoding = headers['content-encoding'] ?? '';
  const disposition = headers['content-disposition'];
  const isAsked = bytes.length > 0 || asksMuch;
  const { threshold, persons } = policy.classification;
  const report = !isAsked
    ? { items: [], body: null }
    : await inspectRequest({
        bytes,
        contentType: headers['content-type'] ?? '',
        contentEncoding: bytes.length > 0 ? contentEncoding : '',
        ...(disposition !== undefined && { contentDisposition: disposition }),
        url,
        threshold,
        persons,
        fingerprintKey: keys.fingerprint,
        digestKey: keys.digest,
        signal,
      });
  // Without a digest a warning could not be tied to it.
  const items = report.items.map((item) =>
    item.digest === '' ? { ...item, digest: keyedDigest(keys.digest, bytes) } : item,
  );
  if (held?.state === 'not-held') {
    const { why, length } = held;
    const digest = keyedDigest(keys.digest, JSON.stringify([url, why, length]));
    const rest = { kind: 'raw', name: null, type: null, findings: [] } as const;
    return {
      items: [{ ...rest, bytes: length, inspected: false, why, digest }, ...items],
      body: null,
    };
  }
  const isEncoded = !/^\s*(?:identity\s*)?$/i.test(contentEncoding);
  return { items, body: report.body ?? (isEncoded && bytes.length > 0 ? null : bytes) };
}

function postingsOf(
  found: Recognition,
  items: readonly InspectedItem[],
  { policy: { posting }, request }: Look,
  { sessions, content: { keys } }: LookWith,
) {
  if (posting === null) return [];
  if (found.postings.length === 0 || found.service === null) return [];
  const session = sessions.accountOf(found.service, request);
  return seenPostings(found, session, items, keys.digest);
}

/** A warning about content lets through what was acknowledged, and nothing else. */
function settle(
  { decision: ofContent, held }: ContentJudgement,
  admitted: Decision,
  take: () => { readonly decision: string | null } | null,
): { readonly passes: boolean; readonly decision: Decision } {
  if (ofContent === null) return { passes: true, decision: admitted };
  const strictest = strictestDecision([admitted, ofContent]) ?? ofContent;
  switch (ofContent.action) {
    case 'allow':
      return { passes: true, decision: strictest };
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
