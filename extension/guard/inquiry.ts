/**
 * One action of a person, from what is held to what may go:
 *
 *   contents ─► background ─► link ─► decisions ─┬► all allowed: go
 *                                                └► dialog ─► reason, the rest alone, or nothing
 *
 * Whatever fails keeps everything back.
 */
import type { GuardAnswer, GuardAsk } from './channel.ts';
import { type ItemAnswer, isQuiet, type Outcome, outcomeOf } from './outcome.ts';

export interface Content {
  readonly kind: 'file' | 'text';
  readonly name: string;
  readonly content: Blob;
}

export interface Line {
  send(ask: GuardAsk): void;
  close(): void;
}

export interface InquiryDialog {
  /** May be called often; nothing is shown within the first moment. */
  progress(name: string, done: number, total: number, onCancel: () => void): void;
  /**
   * Resolves with the reason (where something was warned of) or '' to go on, or with null to keep
   * everything back. `onReason` records it: its sentence says what went wrong, null: nothing.
   */
  outcome(
    outcome: Outcome,
    kind: Content['kind'],
    onReason: (reason: string) => Promise<string | null>,
  ): Promise<boolean>;
  close(): void;
}

export interface Inquiry {
  /** @returns places of what may go, in order; empty: nothing */
  ask(contents: readonly Content[]): Promise<readonly number[]>;
}

/** @param open calls `onAnswer` with what the background says, `onEnd` where it is gone */
export function createInquiry(options: {
  open: (onAnswer: (answer: GuardAnswer) => void, onEnd: () => void) => Line | null;
  dialog: () => InquiryDialog;
}): Inquiry {
  let last: Promise<unknown> = Promise.resolve();

  async function askOnce(contents: readonly Content[]): Promise<readonly number[]> {
    const dialog = options.dialog();
    const answers = new Map<number, ItemAnswer>();
    const acknowledged = new Map<string, (message: string | null) => void>();
    const end = Promise.withResolvers<'answered' | 'cancelled'>();
    let isOver = false;

    const finish = () => {
      if (answers.size === contents.length) end.resolve('answered');
    };
    const line = options.open(
      (answer) => {
        if (answer.tell === 'acknowledged') {
          acknowledged.get(answer.decision)?.(answer.message);
        } else if (answer.tell === 'progress') {
          const name = contents[answer.key]?.name ?? '';
          if (!isOver)
            dialog.progress(name, answer.sent, answer.total, () => end.resolve('cancelled'));
        } else {
          answers.set(answer.key, answer);
          finish();
        }
      },
      () => {
        for (const [key] of contents.entries())
          if (!answers.has(key)) answers.set(key, noLink(key));
        for (const told of acknowledged.values()) told('');
        finish();
      },
    );
    try {
      if (line === null) for (const [key] of contents.entries()) answers.set(key, noLink(key));
      for (const [key, content] of contents.entries())
        line?.send({ ask: 'inspect', key, ...content });
      const [first] = contents;
      if (first !== undefined && line !== null) {
        dialog.progress(first.name, 0, first.content.size, () => end.resolve('cancelled'));
      }
      finish();
      const how = await end.promise;
      isOver = true;
      const inOrder = contents.map((_, key) => answers.get(key) ?? noLink(key));
      const outcome = outcomeOf(
        contents.map(({ name }) => name),
        inOrder,
      );
      if (how === 'cancelled') {
        for (const key of contents.keys()) line?.send({ ask: 'cancel', key });
        keepBack(line, outcome);
        return [];
      }
      if (isQuiet(outcome)) return outcome.allowed;
      const goes = await dialog.outcome(outcome, first?.kind ?? 'file', (reason) =>
        acknowledge(line, outcome, reason, acknowledged),
      );
      if (!goes) {
        keepBack(line, outcome);
        return [];
      }
      const warned = outcome.warned.map(({ index }) => index);
      return [...outcome.allowed, ...warned].toSorted((a, b) => a - b);
    } finally {
      isOver = true;
      dialog.close();
      line?.close();
    }
  }

  return {
    // One after the other: a second dialog would hide the first.
    ask(contents) {
      const turn = last.then(() => askOnce(contents));
      last = turn.catch(() => {});
      return turn;
    },
  };
}

function noLink(key: number): ItemAnswer {
  return { tell: 'failed', key, failure: 'no-link', message: '', contact: null };
}

function keepBack(line: Line | null, { warned }: Outcome): void {
  for (const { decision } of warned) line?.send({ ask: 'withdraw', decision: decision.id });
}

/** Every warning with the same reason. @returns what went wrong, '' without words; null: nothing */
async function acknowledge(
  line: Line | null,
  { warned }: Outcome,
  reason: string,
  waiting: Map<string, (message: string | null) => void>,
): Promise<string | null> {
  if (line === null) return '';
  for (const { decision } of warned) {
    const { promise, resolve } = Promise.withResolvers<string | null>();
    waiting.set(decision.id, resolve);
    line.send({ ask: 'acknowledge', decision: decision.id, reason });
    const message = await promise;
    if (message !== null) return message;
  }
  return null;
}
