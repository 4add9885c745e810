/**
 * Postings that were stopped, in memory alone, so that their person can send them for approval or
 * say what they are about. Text and pictures are as they were sent: they reach no disk.
 */
import type { FindingRecord } from '../../shared/audit/content-record.ts';
import type { DraftDifference } from '../../shared/posting/match-draft.ts';
import type { Act } from '../../shared/posting/service.ts';
import type { TerminalDraft } from '../../shared/protocol/drafts.ts';

export interface HeldFile {
  readonly name: string | null;
  readonly type: string | null;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** null: too large to be kept. */
  readonly data: Uint8Array | null;
}

export interface HeldPosting {
  readonly service: string;
  /** As the policy names it; null: none of its accounts. */
  readonly account: string | null;
  readonly act: Act;
  readonly text: string;
  /** Something was found in it that is not published every day, or it could not be looked at. */
  readonly isFound: boolean;
  readonly findings: readonly FindingRecord[];
  /** null: nobody saw the bytes of one of them. */
  readonly files: readonly HeldFile[] | null;
  /** Keyed, over all that it says. */
  readonly digest: string;
  /** To the draft that is near. */
  readonly near: { readonly draft: TerminalDraft; readonly difference: DraftDifference } | null;
}

export interface HeldPostings {
  keep(user: string, decision: string, postings: readonly HeldPosting[]): void;
  /** [] where nothing is remembered. */
  of(user: string, decision: string): readonly HeldPosting[];
  /** The draft that was made of it. */
  sent(user: string, decision: string, draft: string): void;
  draftOf(user: string, decision: string): string | null;
  /** For what these postings say, whichever request brings them. @returns until when (epoch ms) */
  pick(user: string, decision: string, topic: string): number;
  topicOf(user: string, digest: string): string | null;
}

const holdMs = 60 * 60_000;
const pickMs = 10 * 60_000;
const mostHeld = 100;
const mostPicked = 500;
const mostBytes = 64 * 1024 * 1024;

interface Kept {
  readonly user: string;
  readonly postings: readonly HeldPosting[];
  readonly bytes: number;
  readonly until: number;
  draft: string | null;
}

export function createHeldPostings({ now }: { now: () => number }): HeldPostings {
  /** By decision, oldest first. */
  const held = new Map<string, Kept>();
  const picked = new Map<string, { topic: string; until: number }>();

  function find(user: string, decision: string): Kept | null {
    const found = held.get(decision);
    return found === undefined || found.user !== user || found.until <= now() ? null : found;
  }

  function makeRoom(): void {
    let bytes = 0;
    for (const each of held.values()) bytes += each.bytes;
    for (const [decision, each] of held) {
      if (held.size <= mostHeld && bytes <= mostBytes && each.until > now()) return;
      held.delete(decision);
      bytes -= each.bytes;
    }
  }

  return {
    keep(user, decision, postings) {
      const files = postings.flatMap((posting) => posting.files ?? []);
      const bytes = files.reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
      held.set(decision, { user, postings, bytes, until: now() + holdMs, draft: null });
      makeRoom();
    },
    of: (user, decision) => find(user, decision)?.postings ?? [],
    sent(user, decision, draft) {
      const found = find(user, decision);
      if (found !== null) found.draft = draft;
    },
    draftOf: (user, decision) => find(user, decision)?.draft ?? null,
    pick(user, decision, topic) {
      const until = now() + pickMs;
      for (const { digest } of find(user, decision)?.postings ?? []) {
        const key = `${user}\0${digest}`;
        picked.delete(key);
        picked.set(key, { topic, until });
      }
      for (const key of [...picked.keys()].slice(0, -mostPicked)) picked.delete(key);
      return until;
    },
    topicOf(user, digest) {
      const found = picked.get(`${user}\0${digest}`);
      return found === undefined || found.until <= now() ? null : found.topic;
    },
  };
}
