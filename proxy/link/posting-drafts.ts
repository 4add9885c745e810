/**
 * The drafts of this terminal's people: what was approved, and which of it has been used.
 *
 *   asked for ─► hub, or waits for it (waiting-drafts.ts)
 *   hub ─ refresh ─► kept (file, 0600) ─► gateway: the same? ─ reserve ─► mark, durable ─► line ─► leaves
 *                                                                          │ taken by the service: used
 *                                                                          └ known not taken: free again
 *
 * An approval of a version lets one posting through, once. It is marked as used before the decision
 * line is written; after a crash the audit log says whether that line came, and what became of it.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type DraftMatch, matchDraft, type SentPosting } from '../../shared/posting/match-draft.ts';
import {
  type AskedDraft,
  type DraftBody,
  type DraftRevision,
  type TerminalDraft,
  terminalDraftSchema,
} from '../../shared/protocol/drafts.ts';
import { draftDigest } from '../platform/draft-digest.ts';
import type { Log } from '../platform/log.ts';
import type { AuditLog } from '../record/audit-log.ts';
import { codeOf, createAsking, isApprovedAt, isForGood } from './ask-hub.ts';
import { type DraftMark, markSchema, settledMarks } from './draft-marks.ts';
import type { DraftHub } from './hub-link.ts';
import { keptFile } from './kept-file.ts';
import { askedWaiting, openWaitingDrafts, sendWaiting } from './waiting-drafts.ts';

export type TerminalMatch = DraftMatch<TerminalDraft>;

export interface FoundDrafts {
  /** For each posting. Those that are the same are this request's alone until it commits or releases. */
  readonly matches: readonly TerminalMatch[];
  /** Durable: from now on they are used. @throws where it cannot be written */
  commit(decision: string): Promise<void>;
  release(): void;
}

export interface PostingDrafts extends Disposable {
  /**
   * Where the hub cannot be reached it waits here, and is sent when the hub answers.
   * @throws where the hub will not take it, or too many wait
   */
  write(body: DraftBody): Promise<AskedDraft>;
  /** One that the hub has; null: none of this person's. */
  byId(user: string, id: string): TerminalDraft | null;
  /** @throws where the hub cannot be reached, or will not take it */
  revise(id: string, revision: DraftRevision): Promise<AskedDraft>;
  /** @throws as above */
  withdraw(user: string, id: string): Promise<AskedDraft>;
  /** Newest first. */
  list(user: string): AskedDraft[];
  asked(draft: TerminalDraft): AskedDraft;
  /** Asks the hub, at most this long (milliseconds). Never rejects. */
  refresh(most: number): Promise<void>;
  lookFor(user: string, sent: readonly SentPosting[]): Promise<FoundDrafts>;
  /** What became of the postings of a decision, in their order. null: unknown; it stays used. */
  settle(decision: string, taken: readonly (boolean | null)[]): void;
  /** Resolves when nothing is being written any more. */
  idle(): Promise<void>;
}

const keptSchema = z.strictObject({
  v: z.literal(1),
  drafts: z.array(terminalDraftSchema),
  /** By `draft/version`. */
  marks: z.record(z.string(), markSchema),
});
type Kept = z.infer<typeof keptSchema>;

/** A person who posts waits no longer for the hub's answer. */
const longestLook = 1_500;
/** What the hub said so shortly ago is not asked again. */
const freshMs = 2_000;
const markDays = 90;
const dayMs = 86_400_000;

export const approvalName = ({ id, version }: TerminalDraft) => `${id}/${version}`;

export async function openPostingDrafts(options: {
  file: string;
  hub: DraftHub;
  audit: Pick<AuditLog, 'read' | 'lastSeq' | 'terminal'>;
  now: () => number;
  log: Log;
  /** Milliseconds between two looks while an answer is waited for; ten times that otherwise. */
  every?: number;
}): Promise<PostingDrafts> {
  const { file, hub, audit, now, log, every = 5_000 } = options;
  const { now: kept, keep, idle } = keptFile(file, await read(file));
  const waiting = await openWaitingDrafts(file.replace(/\.json$/, '-waiting'), log);
  let looked = 0;
  let turns = 0;
  /** `draft/version` that a request has in hand. */
  const reserved = new Set<string>();

  const keepDraft = (draft: TerminalDraft) =>
    keep((before) => ({
      ...before,
      drafts: [draft, ...before.drafts.filter(({ id }) => id !== draft.id)],
    }));

  // What a crash left open: the audit log knows.
  const settled = await settledMarks(kept().marks, audit, now() - markDays * dayMs);
  if (JSON.stringify(settled) !== JSON.stringify(kept().marks)) {
    await keep((before) => ({ ...before, marks: settled }));
  }

  async function look(): Promise<void> {
    await sendWaiting(waiting, hub, keepDraft, log);
    const drafts = await hub.drafts();
    looked = now();
    await keep((before) =>
      JSON.stringify(drafts) === JSON.stringify(before.drafts) ? before : { ...before, drafts },
    );
  }
  const asking = createAsking(look, log, 'drafts not read');
  const refresh = asking.within;
  const timer = setInterval(() => {
    turns += 1;
    const waits = kept().drafts.some(({ state }) => state === 'open');
    const isOwed = waiting.all().some(({ isRefused }) => !isRefused);
    if (waits || isOwed || turns % 10 === 0) void asking.once();
  }, every);
  timer.unref();

  const lasts = (draft: TerminalDraft) => isApprovedAt(draft, now());
  const isFree = (draft: TerminalDraft) => {
    const name = approvalName(draft);
    return kept().marks[name] === undefined && !reserved.has(name);
  };

  /** Each posting of a request has a draft of its own. */
  function matchAll(user: string, sent: readonly SentPosting[]): TerminalMatch[] {
    const usable = kept().drafts.filter(
      (each) => each.user === user && lasts(each) && isFree(each),
    );
    const taken = new Set<TerminalDraft>();
    return sent.map((posting) => {
      const left = usable.filter((each) => !taken.has(each));
      const match = matchDraft(left, posting, draftDigest);
      if (match.kind === 'same') taken.add(match.draft);
      return match;
    });
  }

  async function claim(user: string, { id }: TerminalDraft): Promise<void> {
    try {
      await keepDraft(await hub.claimDraft(id, user));
    } catch (error) {
      log.warn({ reason: codeOf(error) }, 'a draft could not be claimed for this terminal');
    }
  }

  function asked(draft: TerminalDraft): AskedDraft {
    const { id, at, service, account, act, topic, text, masked, files, answer, state } = draft;
    const isUsed = kept().marks[approvalName(draft)] !== undefined;
    const isOver = state === 'approved' && !lasts(draft);
    return {
      ...{ id, at, service, account, act, topic, text },
      state: isUsed ? 'used' : isOver ? 'ended' : state,
      isWhole: !masked,
      files: files.length,
      words: isUsed ? null : revisable(draft),
      word: answer?.word ?? null,
      until: answer?.until ?? null,
      changed: answer?.changed ?? null,
    };
  }

  return {
    refresh,
    asked,
    async write(body) {
      try {
        const draft = await hub.writeDraft(body);
        await keepDraft(draft);
        return asked(draft);
      } catch (error) {
        const at = new Date(now()).toISOString();
        if (isForGood(error) || !(await waiting.add(body, at))) throw error;
        return askedWaiting({ at, isRefused: false, body });
      }
    },
    byId: (user, id) => kept().drafts.find((each) => each.id === id && each.user === user) ?? null,
    async revise(id, revision) {
      const draft = await hub.reviseDraft(id, revision);
      await keepDraft(draft);
      return asked(draft);
    },
    async withdraw(user, id) {
      const own = () => waiting.all().find(({ body }) => body.id === id && body.user === user);
      if (own() !== undefined) await asking.idle();
      const still = own();
      if (still !== undefined) {
        await waiting.drop(id);
        return { ...askedWaiting(still), state: 'withdrawn' };
      }
      const draft = await hub.withdrawDraft(id, user);
      await keepDraft(draft);
      return asked(draft);
    },
    list(user) {
      const known = kept().drafts.filter((each) => each.user === user);
      const ids = new Set(known.map(({ id }) => id));
      const owed = waiting.all().filter(({ body }) => body.user === user && !ids.has(body.id));
      return [...owed.toReversed().map(askedWaiting), ...known.map(asked)];
    },

    async lookFor(user, sent) {
      let matches = matchAll(user, sent);
      if (matches.some(({ kind }) => kind !== 'same') && now() - looked > freshMs) {
        await refresh(longestLook);
        matches = matchAll(user, sent);
      }
      for (const match of matches) {
        if (match.kind === 'same' && match.draft.terminal === null) await claim(user, match.draft);
      }
      // No more waiting from here on: what is free now is taken in the same turn.
      matches = matchAll(user, sent).map(
        (match): TerminalMatch =>
          match.kind === 'same' && match.draft.terminal !== audit.terminal
            ? { kind: 'none' }
            : match,
      );
      const names = matches.map((match) =>
        match.kind === 'same' ? approvalName(match.draft) : null,
      );
      for (const name of names) if (name !== null) reserved.add(name);
      const free = () => {
        for (const name of names) if (name !== null) reserved.delete(name);
      };
      return {
        matches,
        release: free,
        async commit(decision) {
          if (names.every((name) => name === null)) return;
          const at = new Date(now()).toISOString();
          const seq = audit.lastSeq;
          const marks = names.flatMap((name, place): [string, DraftMark][] =>
            name === null ? [] : [[name, { decision, place, seq, at, isSettled: false }]],
          );
          try {
            await keep((before) => ({
              ...before,
              marks: { ...before.marks, ...Object.fromEntries(marks) },
            }));
          } finally {
            free();
          }
        },
      };
    },

    settle(decision, taken) {
      void keep((before) => {
        const own = Object.entries(before.marks).filter(([, mark]) => mark.decision === decision);
        if (own.length === 0) return before;
        const marks = { ...before.marks };
        for (const [name, mark] of own) {
          if (taken[mark.place] === false) delete marks[name];
          else marks[name] = { ...mark, isSettled: true };
        }
        return { ...before, marks };
      }).catch((error) => log.error({ reason: codeOf(error) }, 'a draft stays used: not written'));
    },
    async idle() {
      await asking.idle();
      await idle();
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

/** Where something was masked, what describes the pictures is not known here. */
function revisable({ state, masked, words, files }: TerminalDraft): string | null {
  const isGoing = state === 'open' || state === 'sent-back';
  if (!isGoing || words === null || (masked && files.length > 0)) return null;
  return masked ? '' : words;
}

/**
 * What is approved comes from the hub again; which of it was used does not. A damaged file is not
 * begun anew.
 * @throws where the file is there and cannot be read
 */
async function read(file: string): Promise<Kept> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { v: 1, drafts: [], marks: {} };
    throw error;
  }
  return keptSchema.parse(JSON.parse(text));
}
