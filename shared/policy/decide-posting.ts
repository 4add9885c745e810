/**
 * May this person publish that, there, now? The order of evaluation:
 *   1. signing in                              → allow  posting-rules
 *   2. a service without rules                 → block  no-posting-rules; allow where only the shape
 *                                                told it, for then it may be another service
 *   3. a write that the catalogue does not know → the row unknownWrite, and 7    unknown-write
 *   4. an account that the rules do not name   → the row unknownAccount          account-unknown
 *   5. not a poster of this account            → block  not-a-poster
 *   6. outside the rules' units                → block  not-a-poster
 *   7. findings, levels, words                 → forbidden.action                forbidden-content
 *      a shortened URL                         → forbidden.shorteners            shortened-url
 *   8. outside the hours, in Japan             → outsideHours                    outside-hours
 *   9. approval before it leaves, not there    → block  approval-missing
 *  10. else                                    → allow  posting-rules
 * The first block decides; without one the first warn. A deletion skips 7 to 9: a mistake may be
 * taken back at any time. An upload ahead of a post skips 8 and 9: the post meets them.
 */
import type { Act } from '../posting/service.ts';
import { findShortener } from '../posting/shorteners.ts';
import {
  accountKey,
  type CompiledPosting,
  type CompiledPostingRule,
  foldWord,
} from './compile-posting.ts';
import { type Action, type Decision, decide, type Judgement, type Reason } from './decision.ts';

export interface AskedPosting {
  readonly service: string;
  /** What told the service: recognise.ts. */
  readonly by: 'host' | 'shape';
  readonly act: Act;
  readonly text: string;
  /** From the request, else from the session (account.ts); null where neither says it. */
  readonly account: string | null;
  /** Other spellings of the same account, from the session. */
  readonly aliases?: readonly string[];
}

export interface PostingContext {
  readonly user: string | null;
  readonly unit: string | null;
  /** Epoch ms. */
  readonly at: number;
  /** What the detectors found in the text and the attachments. */
  readonly findings: readonly { readonly kind: string }[];
  /** Of text and attachments together. */
  readonly level: string | null;
  /** An approval of exactly this text and these attachments. */
  readonly isApproved: boolean;
}

export function decidePosting(
  policy: CompiledPosting,
  posting: AskedPosting,
  context: PostingContext,
  id: string,
): Decision {
  return decide(judge(policy, posting, context), policy.mode, id);
}

/** Whether somebody has to look at it afterwards: it leaves, and its rules ask for that. */
export function needsReview(policy: CompiledPosting, { service, act }: AskedPosting): boolean {
  return act !== 'sign-in' && policy.rules.get(service)?.approval === 'after';
}

function judge(policy: CompiledPosting, posting: AskedPosting, context: PostingContext): Judgement {
  const { service, act, by } = posting;
  if (act === 'sign-in') return fine(`posting/${service}`, null);
  const rule = policy.rules.get(service);
  if (rule === undefined) {
    const action = by === 'shape' ? 'allow' : 'block';
    return { action, reason: 'no-posting-rules', rule: null, clause: '8-4' };
  }
  const judgements = [...objections(rule, posting, context)];
  return (
    judgements.find(({ action }) => action === 'block') ??
    judgements.find(({ action }) => action === 'warn') ??
    judgements[0] ??
    fine(`posting/${service}`, rule.clause)
  );
}

function* objections(
  rule: CompiledPostingRule,
  posting: AskedPosting,
  context: PostingContext,
): Generator<Judgement> {
  const object = (action: Action, reason: Reason, place: string): Judgement => ({
    action,
    reason,
    rule: `posting/${rule.service}/${place}`,
    clause: rule.clause,
  });
  const { act } = posting;
  if (act === 'unknown-write') yield object(rule.unknownWrite, 'unknown-write', 'unknownWrite');
  else yield* personObjections(rule, posting, context, object);
  if (act === 'delete') return;
  yield* contentObjections(rule, posting, context, object);
  if (act === 'upload' || act === 'unknown-write') return;
  if (!rule.isOpen(context.at)) yield object(rule.outsideHours, 'outside-hours', 'hours');
  if (rule.approval === 'before' && !context.isApproved) {
    yield object('block', 'approval-missing', 'approval');
  }
}

type Objection = (action: Action, reason: Reason, place: string) => Judgement;

function* personObjections(
  rule: CompiledPostingRule,
  { account, aliases = [] }: AskedPosting,
  { user, unit }: PostingContext,
  object: Objection,
): Generator<Judgement> {
  const names = account === null ? [] : [account, ...aliases];
  const known = names.map((name) => rule.accounts.get(accountKey(name))).find(Boolean);
  if (known === undefined) yield object(rule.unknownAccount, 'account-unknown', 'unknownAccount');
  const posters = known?.posters ?? rule.posters;
  if (user === null || !posters.has(user)) {
    const place = known === undefined ? 'posters' : `${known.name}/posters`;
    yield object('block', 'not-a-poster', place);
  }
  if (rule.units !== null && (unit === null || !rule.units.has(unit))) {
    yield object('block', 'not-a-poster', 'units');
  }
}

function* contentObjections(
  rule: CompiledPostingRule,
  { text }: AskedPosting,
  { findings, level }: PostingContext,
  object: Objection,
): Generator<Judgement> {
  const { forbidden } = rule;
  const say = (place: string) =>
    object(forbidden.action, 'forbidden-content', `forbidden/${place}`);
  const kind = findings.find((finding) => forbidden.findings.has(finding.kind))?.kind;
  if (kind !== undefined) yield say(kind);
  if (level !== null && forbidden.levels.has(level)) yield say(`level/${level}`);
  const folded = forbidden.words.length === 0 ? '' : foldWord(text);
  const word = forbidden.words.findIndex((each) => folded.includes(each));
  if (word >= 0) yield say(`words[${word}]`);
  if (forbidden.shorteners !== 'allow' && findShortener(text, forbidden.shortenerHosts) !== null) {
    yield object(forbidden.shorteners, 'shortened-url', 'forbidden/shorteners');
  }
}

function fine(rule: string, clause: string | null): Judgement {
  return { action: 'allow', reason: 'posting-rules', rule, clause };
}
