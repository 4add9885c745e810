/** What a request and an upgrade do differently: how they are answered, and how they go on. */
import { block } from './barrier.ts';
import type { Passage } from './forward.ts';
import type { DecisionFacts, Recorder } from './recorder.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import type { OwnAnswer } from './resumable/step-answer.ts';

export interface Carrier {
  readonly act: 'request' | 'upgrade';
  /** A stream of HTTP/2: framed by its frames, its fields looked at (stream-request.ts). */
  readonly isStream?: true;
  refuse(refusal: Refusal, options?: { close?: boolean; extra?: Record<string, string> }): void;
  /** In the destination's place, which gets nothing now; absent where it cannot be done. */
  answer?(answer: OwnAnswer): void;
  /** The body is wanted now (100-continue). */
  askForBody(): void;
  forward(passage: Passage): void;
  /** Ends the connection without a word. */
  drop(): void;
  /** The browser has gone. */
  isGone(): boolean;
  /** @returns a function that ends the watching */
  onGone(listener: () => void): () => void;
}

/** Answers a refusal as soon as its line is there. */
export async function refuse(
  facts: DecisionFacts,
  carrier: Pick<Carrier, 'refuse'>,
  recorder: Recorder,
  close: boolean,
): Promise<void> {
  if (await record(facts, carrier, recorder)) carrier.refuse(refusalOf(facts.decision), { close });
}

/** @returns false where the line could not be made durable: the person has been answered then */
export async function record(
  facts: DecisionFacts,
  carrier: Pick<Carrier, 'refuse'>,
  recorder: Recorder,
): Promise<boolean> {
  if (await recorder.decision(facts)) return true;
  carrier.refuse(refusalOf(block('not-recorded', facts.decision.id)), { close: true });
  return false;
}
