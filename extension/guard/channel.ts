/**
 * What the guard in a page and the background say to each other, on a port of this name and by
 * single messages. Types alone: what comes from a page is checked in background/guard-channel.ts.
 */
import type { FindingRecord } from '../../shared/audit/content-record.ts';
import type { PictureMetadata } from '../../shared/detection/picture-metadata.ts';
import type { DecisionSummary } from '../../shared/protocol/link.ts';
import type { Lock } from '../../shared/protocol/lock.ts';
import type { Contact } from '../messages.ts';

export const guardPort = 'guard';
/** In storage.local: whether uploads are looked at here. Not there: nobody knows yet, so they are. */
export const guardedKey = 'guarded';
/** Between the two worlds of a page: see guard-page.ts. A page may send it too, and gains nothing. */
export const handOver = 'sekisho:look';

/** The other way: files that may go and the tree that they stand in, just before their drop. */
export const carriedEntries = 'sekisho:entries';

export type GuardAsk =
  | {
      ask: 'inspect';
      key: number;
      kind: 'file' | 'text';
      name: string;
      content: Blob;
      password?: string | undefined;
    }
  | { ask: 'cancel'; key: number }
  /** A copy of what was stopped, its values masked. */
  | { ask: 'take-out'; key: number; decision: string; name: string; content: Blob }
  | { ask: 'acknowledge'; decision: string; reason: string }
  | { ask: 'withdraw'; decision: string }
  | { ask: 'ask-approval'; decision: string; reason: string }
  /** A stopped posting goes to whom may approve it. */
  | { ask: 'send-draft'; decision: string; topic: string | null; word: string | null }
  | { ask: 'pick-topic'; decision: string; topic: string };

export type GuardFailure = 'no-link' | 'not-enrolled' | 'unreadable' | 'too-many' | 'no-page';

export type GuardAnswer =
  | { tell: 'progress'; key: number; sent: number; total: number }
  | {
      tell: 'decided';
      key: number;
      decision: DecisionSummary;
      contact: Contact | null;
      lock?: Lock;
    }
  /** The password is wrong: what was decided stands. */
  | { tell: 'locked'; key: number }
  /** Nobody looks at uploads here. */
  | { tell: 'unguarded'; key: number }
  /** Nothing was decided: then nothing goes. `message` is the link's own sentence, '' where there is none. */
  | { tell: 'failed'; key: number; failure: GuardFailure; message: string; contact: Contact | null }
  /** Of `acknowledge`, `ask-approval`, `send-draft` and `pick-topic`: what went wrong; null: nothing. */
  | { tell: 'acknowledged'; decision: string; message: string | null }
  | { tell: 'copied'; key: number; copy: Copy }
  | { tell: 'not-copied'; key: number; why: string; left: FindingRecord[] };

/** What may go in the place of a stopped file. */
export interface Copy {
  name: string;
  content: Blob;
  masked: FindingRecord[];
  /** Of a picture: what its file told. */
  removed: PictureMetadata[];
}

/** To the top frame of a tab: the gateway, or the early decision, refused what a page sent. */
export interface RefusedMessage {
  tell: 'refused';
  decision: DecisionSummary;
  contact: Contact | null;
}
