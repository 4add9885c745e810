/**
 * May this person publish that, there, now? The order of evaluation:
 *   1. signing in                              → allow  posting-rules
 *   2. a service without rules                 → block  no-posting-rules; allow where only the shape
 *                                                told it, for then it may be another service
 *   3. a write that the catalogue does not know → the row unknownWrite, 7 and 8  unknown-write
 *   4. an account that looks like an official one, and is none
 *                                              → accountLookAlike, and at least unknownAccount
 *                                                                               account-look-alike
 *      an account that the rules do not name   → the row unknownAccount          account-unknown
 *   5. not a poster of this account in a term  → block  not-a-poster
 *   6. outside the rules' units                → block  not-a-poster
 *   7. an account that is suspended            → block  account-suspended
 *   8. findings, levels, words                 → forbidden.action                forbidden-content
 *      a shortened URL                         → forbidden.shorteners            shortened-url
 *      contact data that is not the city's     → forbidden.contacts              contact-data
 *      it speaks to an account that looks like an official one
 *                                              → accountLookAlike                account-look-alike
 *   9. outside the hours, in Japan             → outsideHours                    outside-hours
 *  10. approval before it leaves, not there    → block  approval-missing
 *      approved, but not this                  → block  approval-differs
 *  11. none of the topics                      → topicMissing                    topic-missing
 *  12. the file of a picture tells where it was taken, who is in it, and the like
 *                                              → forbidden.pictureMetadata       picture-metadata
 *  13. else                                    → allow  posting-rules
 * While a disaster's switch is on for the service (and opens this account) the rules `disaster` hold
 * in 4 to 13: more posters, other hours, another approval; 13 then says disaster-rules.
 * The first block decides; without one the first warn. A deletion skips 7 to 12: a mistake may be
 * taken back at any time. An upload ahead of a post skips 9 to 11: the post meets them. What stands
 * at the account for long (profile) has no topic.
 */
import type { PictureMetadata } from '../detection/picture-metadata.ts';
import { foreignContact } from '../posting/contacts.ts';
import type { Act } from '../posting/service.ts';
import { findShortener } from '../posting/shorteners.ts';
import { mentionedIn } from './account-look-alike.ts';
import {
  accountKey,
  type CompiledAccount,
  type CompiledDisaster,
  type CompiledPosting,
  type CompiledPostingRule,
  foldWord,
} from './compile-posting.ts';
import {
  type Action,
  type Decision,
  decide,
  type Judgement,
  type Reason,
  strictest,
} from './decision.ts';
import { type DisasterSwitch, switchOn } from './disaster.ts';
import { pictureObjections } from './judge-picture.ts';

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
  /** What the files of its pictures tell; absent: nothing. */
  readonly metadata?: readonly PictureMetadata[];
  /** Of text and attachments together. */
  readonly level: string | null;
  /** As the person picked it; null where nobody was asked. */
  readonly topic: string | null;
  /** An approval of exactly this text and these attachments. */
  readonly isApproved: boolean;
  /** Something near it was approved: the same text or files, changed. */
  readonly isDifferent?: boolean;
  /** As the signed bundle names them; whether one is on, `at` says. */
  readonly disasters?: readonly DisasterSwitch[];
}

export function decidePosting(
  policy: CompiledPosting,
  posting: AskedPosting,
  context: PostingContext,
  id: string,
): Decision {
  return decide(judge(policy, posting, context), policy.mode, id);
}

/** All that its rules say against it, in their order; [] also where there are no rules. */
export function postingObjections(
  policy: CompiledPosting,
  posting: AskedPosting,
  context: PostingContext,
): readonly Judgement[] {
  const rule = policy.rules.get(posting.service);
  return rule === undefined ? [] : [...objections(rule, posting, context)];
}

/**
 * Whether somebody has to look at it afterwards: it leaves, and its rules ask for that. What is
 * posted in a disaster always is, whoever posted it by which account.
 */
export function needsReview(
  policy: CompiledPosting,
  { service, act }: Pick<AskedPosting, 'service' | 'act'>,
  context: Pick<PostingContext, 'at' | 'disasters'>,
): boolean {
  if (act === 'sign-in') return false;
  const isAfter = policy.rules.get(service)?.approval === 'after';
  return isAfter || disasterOf(policy, { service, act }, context) !== null;
}

/** The switch under which it is posted; null: none is on for its service. */
export function disasterOf(
  policy: CompiledPosting,
  { service, act }: Pick<AskedPosting, 'service' | 'act'>,
  { at, disasters = [] }: Pick<PostingContext, 'at' | 'disasters'>,
): DisasterSwitch | null {
  const disaster = policy.rules.get(service)?.disaster ?? null;
  if (disaster === null || act === 'sign-in') return null;
  return switchOn(disasters, service, disaster.longest, at);
}

function judge(policy: CompiledPosting, posting: AskedPosting, context: PostingContext): Judgement {
  const { service, act, by } = posting;
  if (act === 'sign-in') return fine(`posting/${service}`, null);
  const rule = policy.rules.get(service);
  if (rule === undefined) {
    const action = by === 'shape' ? 'allow' : 'block';
    return { action, reason: 'no-posting-rules', rule: null, clause: '8-4' };
  }
  const { disaster } = rule;
  const isOn = disasterOf(policy, posting, context) !== null;
  if (disaster !== null && isOn && opens(disaster, rule, posting)) {
    const kept: Judgement = {
      action: 'allow',
      reason: 'disaster-rules',
      rule: `posting/${service}/disaster`,
      clause: rule.clause,
    };
    return judgeBy(disaster.rule, posting, context, kept);
  }
  return judgeBy(rule, posting, context, fine(`posting/${service}`, rule.clause));
}

function judgeBy(
  rule: CompiledPostingRule,
  posting: AskedPosting,
  context: PostingContext,
  kept: Judgement,
): Judgement {
  const judgements = [...objections(rule, posting, context)];
  return (
    judgements.find(({ action }) => action === 'block') ??
    judgements.find(({ action }) => action === 'warn') ??
    judgements[0] ??
    kept
  );
}

function opens(
  { accounts }: CompiledDisaster,
  rule: CompiledPostingRule,
  posting: AskedPosting,
): boolean {
  if (accounts === null) return true;
  const known = knownAccount(rule, posting);
  return known !== undefined && accounts.has(accountKey(known.name));
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
  const account = knownAccount(rule, posting);
  if (act === 'unknown-write') yield object(rule.unknownWrite, 'unknown-write', 'unknownWrite');
  else yield* personObjections(rule, account, posting, context, object);
  if (act === 'delete') return;
  if ((account ?? rule).isSuspended(context.at)) {
    const place = account === undefined ? 'suspended' : `${account.name}/suspended`;
    yield object('block', 'account-suspended', place);
  }
  yield* contentObjections(rule, posting, context, object);
  if (act !== 'upload' && act !== 'unknown-write')
    yield* momentObjections(rule, act, context, object);
  // The last one: who goes on all the same has been told of nothing else.
  yield* pictureObjections(rule, context.metadata ?? []);
}

/** Of what is published now, not of what is stored ahead of it. */
function* momentObjections(
  rule: CompiledPostingRule,
  act: Act,
  context: PostingContext,
  object: Objection,
): Generator<Judgement> {
  if (!rule.isOpen(context.at)) yield object(rule.outsideHours, 'outside-hours', 'hours');
  // A draft brings its topic: who has none yet is told of the approval.
  if (rule.approval === 'before' && !context.isApproved) {
    const reason = context.isDifferent === true ? 'approval-differs' : 'approval-missing';
    yield object('block', reason, 'approval');
  }
  const lacksTopic = act !== 'profile' && rule.topics !== null && topicOf(rule, context) === null;
  if (rule.topicMissing !== 'allow' && lacksTopic) {
    yield object(rule.topicMissing, 'topic-missing', 'topics');
  }
}

function knownAccount(
  { accounts }: CompiledPostingRule,
  { account, aliases = [] }: AskedPosting,
): CompiledAccount | undefined {
  const names = account === null ? [] : [account, ...aliases];
  return names.map((name) => accounts.get(accountKey(name))).find(Boolean);
}

/** One of the rule's topics, else null: what anybody types is none. */
export function topicOf(
  rule: Pick<CompiledPostingRule, 'topics'> | undefined,
  { topic }: Pick<PostingContext, 'topic'>,
): string | null {
  return topic !== null && rule?.topics?.has(topic) ? topic : null;
}

type Objection = (action: Action, reason: Reason, place: string) => Judgement;

function* personObjections(
  rule: CompiledPostingRule,
  known: CompiledAccount | undefined,
  { account, aliases = [] }: AskedPosting,
  { user, unit, at }: PostingContext,
  object: Objection,
): Generator<Judgement> {
  const names = account === null ? [] : [account, ...aliases];
  if (known === undefined) {
    if (rule.accountLookAlike !== 'allow' && rule.imitates(names)) {
      const both = [{ action: rule.accountLookAlike }, { action: rule.unknownAccount }];
      yield object(strictest(both)?.action ?? 'block', 'account-look-alike', 'accountLookAlike');
    }
    yield object(rule.unknownAccount, 'account-unknown', 'unknownAccount');
  }
  const { isPoster } = known ?? rule;
  if (user === null || !isPoster(user, at)) {
    const place = known === undefined ? 'posters' : `${known.name}/posters`;
    yield object('block', 'not-a-poster', place);
  }
  const isAnywhere = user !== null && rule.anyUnit.has(user);
  if (rule.units !== null && !isAnywhere && (unit === null || !rule.units.has(unit))) {
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
  if (forbidden.contacts !== 'allow' && foreignContact(text, forbidden.ownContacts) !== null) {
    yield object(forbidden.contacts, 'contact-data', 'forbidden/contacts');
  }
  if (rule.accountLookAlike !== 'allow' && rule.imitates(mentionedIn(text))) {
    yield object(rule.accountLookAlike, 'account-look-alike', 'accountLookAlike');
  }
}

function fine(rule: string, clause: string | null): Judgement {
  return { action: 'allow', reason: 'posting-rules', rule, clause };
}
