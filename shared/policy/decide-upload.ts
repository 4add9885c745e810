/**
 * May this content leave for there? Of each item of an upload two questions are asked, and the
 * first rule that fits answers each:
 *   1. what was found in it         → the rules without `inspected: false`; none fits → uploads.default
 *   2. where it was not inspected, or only partly
 *                                   → the rules with `inspected: false`; none fits → block
 * The stricter answer counts, and of several items the strictest. A rule fits where all that it
 * names holds: level, types, and where the upload goes to.
 */
import type { Destination } from '../destination/destination.ts';
import { matches } from '../destination/match.ts';
import type { CompiledPolicy } from './compile.ts';
import type { CompiledUploadRule, CompiledUploads, UploadScope } from './compile-uploads.ts';
import { type Decision, decide, type Judgement, strictest } from './decision.ts';
import { matchingEntries } from './judge-entries.ts';

/** A file, the texts of a form, a query: what is judged on its own. */
export interface UploadItem {
  /** null: nothing was found that makes a level. */
  readonly level: string | null;
  readonly inspected: boolean | 'partly';
  /** What the bytes are; null where that could not be told. */
  readonly type: string | null;
}

export interface UploadContext {
  readonly destination: Destination;
  readonly user: string | null;
  readonly unit: string | null;
  /** The machine it leaves from, by the hub's id. */
  readonly terminal: string | null;
  /** Epoch ms. */
  readonly at: number;
}

/** null where the policy does not look at uploads, or there is nothing to look at. */
export function decideUpload(
  policy: CompiledPolicy,
  items: readonly UploadItem[],
  context: UploadContext,
  id: string,
): Decision | null {
  const judgement = strictest(items.flatMap((item) => judgeItem(policy, item, context) ?? []));
  return judgement === null ? null : decide(judgement, policy.mode, id);
}

/**
 * The rule by which somebody may let a stopped item through: where each rule that stops it allows
 * that. null: nobody may.
 */
export function approvableBy(
  { uploads, people }: CompiledPolicy,
  item: UploadItem,
  context: UploadContext,
): string | null {
  if (uploads === null) return null;
  const unit = (context.user === null ? null : people?.get(context.user)?.unit) ?? context.unit;
  const asked = { ...context, unit };
  const found = uploads.found.find((each) => fits(each, uploads, item, asked));
  const unread =
    item.inspected === true
      ? undefined
      : uploads.uninspected.find((each) => fits(each, uploads, item, asked));
  if (item.inspected !== true && unread === undefined) return null;
  if (found === undefined && uploads.default === 'block') return null;
  const stopping = [unread, found].filter((rule) => rule?.action === 'block');
  return stopping.every((rule) => rule?.isApprovable) ? (stopping[0]?.rule ?? null) : null;
}

/** What is said of one item; null where the policy does not look at uploads. */
export function judgeItem(
  { uploads, people }: CompiledPolicy,
  item: UploadItem,
  context: UploadContext,
): Judgement | null {
  if (uploads === null) return null;
  const unit = (context.user === null ? null : people?.get(context.user)?.unit) ?? context.unit;
  const asked = { ...context, unit };
  const found = judgeFound(uploads, item, asked);
  if (item.inspected === true) return found;
  return strictest([judgeUninspected(uploads, item, asked), found]);
}

function judgeFound(uploads: CompiledUploads, item: UploadItem, asked: UploadContext): Judgement {
  const rule = uploads.found.find((each) => fits(each, uploads, item, asked));
  if (rule !== undefined) return byRule(rule, 'upload-rule');
  return {
    action: uploads.default,
    reason: 'upload-default',
    rule: 'uploads.default',
    clause: null,
  };
}

function judgeUninspected(
  uploads: CompiledUploads,
  item: UploadItem,
  asked: UploadContext,
): Judgement {
  const rule = uploads.uninspected.find((each) => fits(each, uploads, item, asked));
  if (rule !== undefined) return byRule(rule, 'could-not-inspect');
  return { action: 'block', reason: 'could-not-inspect', rule: 'uploads.rules', clause: null };
}

function byRule({ action, rule, clause }: CompiledUploadRule, reason: Judgement['reason']) {
  return { action, reason, rule, clause };
}

function fits(
  { levels, types, scope }: CompiledUploadRule,
  uploads: CompiledUploads,
  item: UploadItem,
  asked: UploadContext,
): boolean {
  if (levels !== null && (item.level === null || !levels.has(item.level))) return false;
  if (types !== null && (item.type === null || !types.has(item.type))) return false;
  return goesTo(scope, uploads, item, asked);
}

function goesTo(
  scope: UploadScope,
  uploads: CompiledUploads,
  item: UploadItem,
  asked: UploadContext,
): boolean {
  switch (scope.to) {
    case 'any':
      return true;
    case 'registered':
      return isRegistered(uploads, item, asked);
    case 'list':
      return (
        matchingEntries(scope.entries, { ...asked, person: asked, initiator: 'unseen' }).length > 0
      );
    case 'filter':
      return matches(scope.match, asked.destination, true);
    default:
      return scope satisfies never;
  }
}

function isRegistered(
  { services }: CompiledUploads,
  { level }: UploadItem,
  { destination, unit, at }: UploadContext,
): boolean {
  return services
    .candidates(destination)
    .some(
      ({ match, takesUploads, levels, units, until }) =>
        takesUploads &&
        at < until &&
        (units === null || (unit !== null && units.has(unit))) &&
        (levels === null || level === null || levels.has(level)) &&
        matches(match, destination, true),
    );
}
