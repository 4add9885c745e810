/**
 * What the guard in a page and the background say to each other, on a port of this name and by
 * single messages. Types alone: what comes from a page is checked in background/guard-channel.ts.
 */
import type { DecisionSummary } from '../../shared/protocol/link.ts';
import type { Contact } from '../messages.ts';

export const guardPort = 'guard';
/** In storage.local: whether uploads are looked at here. Not there: nobody knows yet, so they are. */
export const guardedKey = 'guarded';
/** Between the two worlds of a page: see guard-page.ts. A page may send it too, and gains nothing. */
export const handOver = 'sekisho:look';

export type GuardAsk =
  | { ask: 'inspect'; key: number; kind: 'file' | 'text'; name: string; content: Blob }
  | { ask: 'cancel'; key: number }
  | { ask: 'acknowledge'; decision: string; reason: string }
  | { ask: 'withdraw'; decision: string };

export type GuardFailure = 'no-link' | 'not-enrolled' | 'unreadable' | 'no-page';

export type GuardAnswer =
  | { tell: 'progress'; key: number; sent: number; total: number }
  | { tell: 'decided'; key: number; decision: DecisionSummary; contact: Contact | null }
  /** Nobody looks at uploads here. */
  | { tell: 'unguarded'; key: number }
  /** Nothing was decided: then nothing goes. `message` is the link's own sentence, '' where there is none. */
  | { tell: 'failed'; key: number; failure: GuardFailure; message: string; contact: Contact | null }
  | { tell: 'acknowledged'; decision: string; message: string | null };

/** To the top frame of a tab: the gateway, or the early decision, refused what a page sent. */
export interface RefusedMessage {
  tell: 'refused';
  decision: DecisionSummary;
  contact: Contact | null;
}
