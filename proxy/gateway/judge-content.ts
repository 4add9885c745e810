/**
 * What is said of the content of one request: each item by the rules for uploads, each posting by
 * those of its service; the strictest counts. Pure: reports in, decision and records out.
 */
import type { PostingRecord, UploadRecord } from '../../shared/audit/content-record.ts';
import { maskLongNumbers, maskText } from '../../shared/audit/mask.ts';
import { keptPostName } from '../../shared/audit/post-name.ts';
import { postingText } from '../../shared/audit/posting-text.ts';
import { type SeenItem, uploadRecord } from '../../shared/audit/upload-record.ts';
import { classify } from '../../shared/classification/classify.ts';
import { isPublishedKind } from '../../shared/detection/finding.ts';
import { sortedMetadata } from '../../shared/detection/picture-metadata.ts';
import type { CompiledPolicy } from '../../shared/policy/compile.ts';
import { accountKey, type CompiledPosting } from '../../shared/policy/compile-posting.ts';
import {
  type AskedPosting,
  decidePosting,
  disasterOf,
  needsReview,
  type PostingContext,
  topicOf,
} from '../../shared/policy/decide-posting.ts';
import { approvableBy, judgeItem, type UploadContext } from '../../shared/policy/decide-upload.ts';
import { type Decision, decide, type Judgement, strictest } from '../../shared/policy/decision.ts';
import type { InspectedItem } from './content-options.ts';

/** A posting with what is known of its account and attachments. */
export interface SeenPosting extends AskedPosting {
  /** One that the person picked. */
  readonly topic?: string | null;
  readonly attachments: PostingRecord['attachments'];
  /** As the service names the post that it is about. */
  readonly about?: string;
  /** Keyed, over all that it says. */
  readonly digest: string;
  /** What was approved is this: the draft and its version. */
  readonly approval?: string;
  /** Something near it was approved. */
  readonly isDifferent?: true;
}

export interface ContentJudgement {
  /** null: nothing was looked at. */
  readonly decision: Decision | null;
  readonly upload: UploadRecord | null;
  readonly postings: readonly PostingRecord[];
  /** Digests of what is warned of. */
  readonly held: readonly string[];
}

export interface ContentContext extends UploadContext, Pick<PostingContext, 'disasters'> {}

const mostPostings = 100;
const mostAttachments = 50;

/** @param approved by digest: approvals that let single items go, where their rules allow it */
export function judgeContent(
  policy: CompiledPolicy,
  items: readonly InspectedItem[],
  postings: readonly SeenPosting[],
  context: ContentContext,
  id: string,
  approved: (digests: readonly string[]) => ReadonlyMap<string, string> | null = () => null,
): ContentJudgement {
  const judged = withApprovals(
    policy,
    items.map((item) => judgeOne(policy, item, context)),
    context,
    approved,
  );
  const looksAtFiles = postings.some(({ service }) => {
    const rule = policy.posting?.rules.get(service);
    return rule !== undefined && rule.forbidden.pictureMetadata !== 'allow';
  });
  const seen = judged.map(({ item }) => (looksAtFiles ? item : withoutMetadata(item)));
  const level = uploadRecord(seen, policy.classification.order).level;
  const found: Found = {
    findings: seen.flatMap(({ findings }) => findings),
    level,
    metadata: sortedMetadata(seen.flatMap(({ metadata = [] }) => metadata)),
    isClean: seen.every(
      ({ findings, inspected }) =>
        findings.every(({ kind }) => isPublishedKind(kind)) && inspected === true,
    ),
  };
  const posted = policy.posting === null ? [] : judgePostings(policy, postings, found, context, id);
  const byItems = strictest(
    judged.flatMap(({ judgement }) => judgement ?? []).toSorted(approvedFirst),
  );
  return {
    decision: strictestDecision([
      ...(byItems === null ? [] : [decide(byItems, policy.mode, id)]),
      ...posted.map(({ decision }) => decision),
    ]),
    upload: seen.length === 0 ? null : uploadRecord(seen, policy.classification.order),
    postings: posted.map(({ record }) => record),
    held: [
      ...new Set([
        ...seen.filter(({ action }) => action === 'warn').map(({ digest }) => digest),
        ...posted.flatMap((each) => heldOf(each, seen)),
      ]),
    ],
  };
}

/** In mode `observe` all act alike: there the strictest is what `enforce` would have done. */
export function strictestDecision(decisions: readonly Decision[]): Decision | null {
  const weighed = decisions.map((decision) => ({
    action: decision.would ?? decision.action,
    decision,
  }));
  return strictest(weighed)?.decision ?? null;
}

function judgeOne(policy: CompiledPolicy, item: InspectedItem, context: UploadContext): JudgedItem {
  const { order, levelOf } = policy.classification;
  const { level } = classify(item.findings, levelOf, { order });
  const judgement = judgeItem(policy, { ...item, level }, context);
  return { item: { ...item, level, action: judgement?.action ?? null }, judgement };
}

/** All that is stopped has an approval, or nothing counts as approved. */
function withApprovals(
  policy: CompiledPolicy,
  judged: readonly JudgedItem[],
  context: UploadContext,
  approved: (digests: readonly string[]) => ReadonlyMap<string, string> | null,
): readonly JudgedItem[] {
  const stopped = judged.filter(({ judgement }) => judgement?.action === 'block');
  const digests = stopped.map(({ item }) => item.digest);
  if (stopped.length === 0 || policy.mode === 'observe' || digests.includes('')) return judged;
  if (stopped.some(({ item }) => approvableBy(policy, item, context) === null)) return judged;
  const found = approved(digests);
  if (found === null) return judged;
  return judged.map((each) => {
    const { item, judgement } = each;
    const approval = found.get(item.digest);
    if (judgement?.action !== 'block' || approval === undefined) return each;
    return {
      item: { ...item, action: 'allow', approval },
      judgement: { ...judgement, action: 'allow', reason: 'upload-approved' },
    };
  });
}

function withoutMetadata({ metadata: _, ...item }: SeenItem): SeenItem {
  return item;
}

/**
 * What acknowledging the warning is good for: the posting; where it warns of nothing but a picture,
 * the picture, which the guard has shown already.
 */
function heldOf({ decision, digest }: JudgedPosting, items: readonly SeenItem[]): string[] {
  if (decision.action !== 'warn') return [];
  const pictures = items.filter(({ metadata }) => metadata !== undefined);
  const isOfPictures = decision.reason === 'picture-metadata' && pictures.length > 0;
  return isOfPictures && pictures.every((each) => each.digest !== '')
    ? pictures.map((each) => each.digest)
    : [digest];
}

/** Of equals the first counts. */
function approvedFirst(a: Judgement, b: Judgement): number {
  const isApproved = ({ reason }: Judgement) => Number(reason === 'upload-approved');
  return isApproved(b) - isApproved(a);
}

interface JudgedItem {
  readonly item: SeenItem;
  readonly judgement: Judgement | null;
}

interface Found extends Required<Pick<PostingContext, 'findings' | 'level' | 'metadata'>> {
  readonly isClean: boolean;
}

interface JudgedPosting {
  readonly decision: Decision;
  readonly record: PostingRecord;
  readonly digest: string;
}

/** What is found anywhere in the request counts for each of its postings. */
function judgePostings(
  { posting: rules, people }: CompiledPolicy,
  postings: readonly SeenPosting[],
  { findings, level, metadata, isClean }: Found,
  { user, unit: given, at, disasters = [] }: ContentContext,
  id: string,
): JudgedPosting[] {
  if (rules === null) return [];
  const unit = (user === null ? null : people?.get(user)?.unit) ?? given;
  const judged = postings.map((posting): JudgedPosting => {
    const { topic = null, approval, isDifferent = false } = posting;
    const isApproved = approval !== undefined;
    const said = { findings, level, metadata, topic, isApproved, isDifferent };
    const context = { user, unit, at, disasters, ...said };
    const decision = decidePosting(rules, posting, context, id);
    const ownTopic = topicOf(rules.rules.get(posting.service), context);
    const { action, reason, rule } = decision;
    const { service, act, text, attachments, digest } = posting;
    const disaster = disasterOf(rules, posting, context);
    const about = keptPostName(posting.about);
    const record: PostingRecord = {
      service,
      act,
      account: shownAccount(rules, posting),
      text: postingText(text, !isClean),
      attachments: attachments.slice(0, mostAttachments).map((each) => ({
        ...each,
        name: each.name === null ? null : maskText(each.name),
        type: each.type === null ? null : maskText(each.type),
      })),
      ...(ownTopic !== null && { topic: ownTopic }),
      action,
      reason,
      rule,
      review: action !== 'block' && needsReview(rules, posting, context),
      ...(disaster !== null && { disaster: disaster.id }),
      ...(about !== undefined && { about }),
      ...(isApproved && { approval }),
    };
    return { decision, record, digest };
  });
  return judged.length <= mostPostings ? judged : strictFirst(judged).slice(0, mostPostings);
}

const rank = { block: 0, warn: 1, allow: 2 } as const;

function strictFirst(judged: readonly JudgedPosting[]): JudgedPosting[] {
  return judged.toSorted((a, b) => rank[a.decision.action] - rank[b.decision.action]);
}

/** The policy's own name for it, where it is one of its accounts. */
function shownAccount(
  rules: CompiledPosting,
  { service, account, aliases = [] }: SeenPosting,
): string | null {
  if (account === null) return null;
  const known = rules.rules.get(service)?.accounts;
  const names = [account, ...aliases].map((each) => known?.get(accountKey(each))?.name);
  return names.find(Boolean) ?? maskLongNumbers(account);
}
