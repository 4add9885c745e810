/** What the gateway is given for postings that wait for an approval, or for their topic. */
import type { DraftMatch, SentPosting } from '../../shared/posting/match-draft.ts';
import type { TerminalDraft } from '../../shared/protocol/drafts.ts';
import type { HeldPostings } from '../record/held-postings.ts';
import type { UploadedFiles } from './uploaded-files.ts';

export interface FoundDrafts {
  /** For each posting. Those that are the same are this request's alone until it commits or releases. */
  readonly matches: readonly DraftMatch<TerminalDraft>[];
  /** Durable: from now on they are used. @throws where it cannot be written: then nothing leaves */
  commit(decision: string): Promise<void>;
  release(): void;
}

export interface DraftGate {
  readonly drafts: {
    lookFor(user: string, sent: readonly SentPosting[]): Promise<FoundDrafts>;
    /** What became of the postings of a decision, in their order; null: unknown. */
    settle(decision: string, taken: readonly (boolean | null)[]): void;
  };
  readonly held: Pick<HeldPostings, 'keep' | 'topicOf'>;
  readonly files: UploadedFiles;
}
