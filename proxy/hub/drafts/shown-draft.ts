/** A draft as the console shows it, and as a terminal keeps it. */
import type { Judgement } from '../../../shared/policy/decision.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import { draftDifference } from '../../../shared/posting/draft-difference.ts';
import { wholeDraftText } from '../../../shared/posting/draft-text.ts';
import type { Account } from '../../../shared/protocol/accounts.ts';
import type { ShownDraft, TerminalDraft } from '../../../shared/protocol/drafts.ts';
import { serviceTitle } from '../postings/service-title.ts';
import type { DraftUse, DraftVersion, PictureReports, StoredDraft } from '../store/draft-store.ts';
import { isOwn, latestEnd, mayAnswer, usualEnd } from './draft-rules.ts';

export interface Beside {
  readonly policy: Policy;
  readonly account: Account;
  readonly objections: readonly Judgement[];
  readonly uses: readonly DraftUse[];
  /** Digests of the pictures that are kept. */
  readonly kept: ReadonlySet<string>;
  readonly reports: PictureReports;
  readonly now: number;
}

export function shownDraft(
  draft: StoredDraft,
  { policy, account, objections, uses, kept, reports, now }: Beside,
): ShownDraft {
  const { id, at, user, unit, decision, service, act, replyTo, versions } = draft;
  const last = lastVersion(draft);
  const state = stateOf(draft, uses, now);
  return {
    ...{ id, at, user, unit, decision, service, act, replyTo, state },
    title: serviceTitle(policy, service),
    account: draft.account,
    topic: last.topic,
    version: versions.length,
    text: last.text,
    masked: last.masked,
    pictures: last.pictures.map(({ digest, ...picture }) => ({
      ...picture,
      isKept: kept.has(digest),
      report: reports.get(digest) ?? null,
    })),
    findings: last.findings,
    objections: objections.map(({ action, reason, rule }) => ({ action, reason, rule })),
    history: draft.events.map((event) => ({ ...event, difference: differenceAt(draft, event) })),
    uses: uses.map(({ decision, at, taken }) => ({ decision, at, taken })),
    mayAnswer: state === 'open' && mayAnswer(policy, draft, account, now),
    isOwn: isOwn(draft, account) && account.role !== 'auditor',
    until: new Date(usualEnd(policy, service, now)).toISOString(),
    latest: new Date(latestEnd(now)).toISOString(),
  };
}

export function terminalDraft(draft: StoredDraft): TerminalDraft {
  const { id, at, user, terminal, service, account, act, state, key, versions, events } = draft;
  const { text, masked, textDigest, topic, pictures } = lastVersion(draft);
  const event = state === 'approved' || state === 'sent-back' ? events.at(-1) : undefined;
  const changed = events.find(
    ({ kind, version }) => kind === 'changed' && version === versions.length,
  );
  return {
    ...{ id, at, user, terminal, service, account, act, state, key, masked, textDigest, topic },
    version: versions.length,
    text: wholeDraftText(
      text,
      pictures.map(({ alt }) => alt),
    ),
    words: text,
    alts: pictures.map(({ alt }) => alt),
    files: pictures.map(({ digest }) => digest),
    answer:
      event === undefined
        ? null
        : {
            at: event.at,
            word: event.word,
            until: event.until,
            changed: changed === undefined ? null : differenceAt(draft, changed),
          },
  };
}

export function lastVersion({ versions }: StoredDraft): DraftVersion {
  const last = versions.at(-1);
  if (last === undefined) throw new Error('a draft has a version');
  return last;
}

function stateOf(
  { state, versions, events }: StoredDraft,
  uses: readonly DraftUse[],
  now: number,
): ShownDraft['state'] {
  const isUsed = uses.some(({ version, taken }) => version === versions.length && taken !== false);
  if (isUsed) return 'used';
  const until = events.at(-1)?.until;
  if (state === 'approved' && until != null && Date.parse(until) <= now) return 'ended';
  return state;
}

function differenceAt({ versions }: StoredDraft, { kind, version }: StoredDraft['events'][number]) {
  if (kind !== 'revised' && kind !== 'changed') return null;
  const [before, after] = [versions[version - 2], versions[version - 1]];
  return before === undefined || after === undefined
    ? null
    : draftDifference(before.text, after.text);
}
