/**
 * What is said of the content of one request: each item by the rules for uploads, each posting by
 * those of its service; the strictest counts. Pure: reports in, decision and records out.
 */
import type { PostingRecord, UploadRecord } from '../../shared/audit/content-record.ts';
import { maskLongNumbers, maskText } from '../../shared/audit/mask.ts';
import { postingText } from '../../shared/audit/posting-text.ts';
import { type SeenItem, uploadRecord } from '../../shared/audit/upload-record.ts';
import { classify } from '../../shared/classification/classify.ts';
import type { CompiledPolicy } from '../../shared/policy/compile.ts';
import { accountKey, type CompiledPosting } from '../../shared/policy/compile-posting.ts';
import {
  type AskedPosting,
  decidePosting,
  needsReview,
  type PostingContext,
} from '../../shared/policy/decide-posting.ts';
import { judgeItem, type UploadContext } from '../../shared/policy/decide-upload.ts';
import { type Decision, decide, type Judgement, strictest } from '../../shared/policy/decision.ts';
import type { InspectedItem } from './content-options.ts';

/** A posting with what is known of its account and attachments. */
export interface SeenPosting extends AskedPosting {
  readonly attachments: PostingRecord['attachments'];
  /** Keyed, over all that it says. */
  readonly digest: string;
}

export interface ContentJudgement {
  /** null: nothing was looked at. */
  readonly decision: Decision | null;
  readonly upload: UploadRecord | null;
  readonly postings: readonly PostingRecord[];
  /** Digests of what is warned of. */
  readonly held: readonly string[];
}

const mostPostings = 100;
const mostAttachments = 50;

export function judgeContent(
  policy: CompiledPolicy,
  items: readonly InspectedItem[],
  postings: readonly SeenPosting[],
  context: UploadContext,
  id: string,
): ContentJudgement {
  const judged = items.map((item) => judgeOne(policy, item, context));
  const seen = judged.map(({ item }) => item);
  const level = uploadRecord(seen, policy.classification.order).level;
  const found: Found = {
    findings: seen.flatMap(({ findings }) => findings),
    level,
    isClean: seen.every(({ findings, inspected }) => findings.length === 0 && inspected === true),
  };
  const posted = policy.posting === null ? [] : judgePostings(policy, postings, found, context, id);
  const byItems = strictest(judged.flatMap(({ judgement }) => judgement ?? []));
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
        ...posted.filter(({ decision }) => decision.action === 'warn').map((each) => each.digest),
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

function judgeOne(
  policy: CompiledPolicy,
  item: InspectedItem,
  context: UploadContext,
): { readonly item: SeenItem; readonly judgement: Judgement | null } {
  const { order, levelOf } = policy.classification;
  const { level } = classify(item.findings, levelOf, { order });
  const judgement = judgeItem(policy, { ...item, level }, context);
  return { item: { ...item, level, action: judgement?.action ?? null }, judgement };
}

interface Found extends Pick<PostingContext, 'findings' | 'level'> {
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
  { findings, level, isClean }: Found,
  { user, unit: given, at }: UploadContext,
  id: string,
): JudgedPosting[] {
  if (rules === null) return [];
  const unit = (user === null ? null : people?.get(user)?.unit) ?? given;
  const context = { user, unit, at, findings, level, isApproved: false };
  const judged = postings.map((posting): JudgedPosting => {
    const decision = decidePosting(rules, posting, context, id);
    const { action, reason, rule } = decision;
    const { service, act, text, attachments, digest } = posting;
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
      action,
      reason,
      rule,
      review: action !== 'block' && needsReview(rules, posting),
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
