/**
 * One action of a person, from what is held to what may go:
 *
 *   contents ─► background ─► link ─► decisions ─┬► all allowed: go
 *                                                └► dialog ─► reason, copies, the rest alone, or nothing
 *
 * Whatever fails keeps everything back.
 */
import type { Copy, GuardAnswer, GuardAsk, GuardFailure } from './channel.ts';
import { type Copied, type CopyWanted, createCopying } from './copying.ts';
import {
  type ItemAnswer,
  isQuiet,
  type Outcome,
  outcomeOf,
  type Stopped,
  toBeAsked,
} from './outcome.ts';
import type { Unlocking } from './password-form.ts';
import { createUnlockAsks } from './unlocking.ts';

export interface Content {
  readonly kind: 'file' | 'text';
  readonly name: string;
  readonly content: Blob;
  /** It could not even be read: nobody is asked, and the person is told. */
  readonly failure?: GuardFailure;
}

export interface Line {
  send(ask: GuardAsk): void;
  close(): void;
}

export interface InquiryDialog {
  /** May be called often; nothing is shown within the first moment. */
  progress(name: string, done: number, total: number, onCancel: () => void): void;
  /** Resolves with how it goes on. */
  outcome(outcome: Outcome, kind: Content['kind'], ways: Ways): Promise<Onward>;
  close(): void;
}

export interface Ways {
  /** Records the reason: its sentence says what went wrong, null: nothing. */
  onReason(reason: string): Promise<string | null>;
  /** Asks whom the policy names to let it go; as `onReason`. */
  onApproval(reason: string): Promise<string | null>;
  /** Makes copies with masked values. */
  onCopies(onProgress: (done: number, total: number) => void, signal: AbortSignal): Promise<Copied>;
  /** Asks about one content once more, with the password that opens it. */
  onPassword(index: number, password: string): Promise<Unlocking>;
}

/**
 * `back`: nothing goes. `all`: what is allowed or acknowledged. Copies: they and what is allowed.
 * `again`: a password has opened something, and other things are decided.
 */
export type Onward = 'back' | 'all' | 'again' | { readonly copies: ReadonlyMap<number, Copy> };

/** A place among the contents, and what goes in its stead. */
export interface Chosen {
  readonly index: number;
  readonly copy: Copy | null;
}

export interface Inquiry {
  /** @returns what may go, in order; empty: nothing */
  ask(contents: readonly Content[]): Promise<readonly Chosen[]>;
}

/** The background takes no more than 200 of one action, and the link looks at a few at a time. */
const atOnce = 16;

/** @param open calls `onAnswer` with what the background says, `onEnd` where it is gone */
export function createInquiry(options: {
  open: (onAnswer: (answer: GuardAnswer) => void, onEnd: () => void) => Line | null;
  dialog: () => InquiryDialog;
}): Inquiry {
  let last: Promise<unknown> = Promise.resolve();

  async function askOnce(contents: readonly Content[]): Promise<readonly Chosen[]> {
    const dialog = options.dialog();
    const answers = new Map<number, ItemAnswer>();
    const acknowledged = new Map<string, (message: string | null) => void>();
    const unlocks = createUnlockAsks();
    const end = Promise.withResolvers<'answered' | 'cancelled'>();
    let isOver = false;
    const copying = createCopying((ask) => line?.send(ask));
    let asked = 0;
    const sent = new Map<number, number>();
    const total = contents.reduce((sum, { content }) => sum + content.size, 0);

    const finish = () => {
      if (answers.size === contents.length) end.resolve('answered');
    };
    /** A folder may hold thousands: the next is asked about when one is answered. */
    const askMore = () => {
      for (; asked < contents.length && asked - answers.size < atOnce; asked++) {
        const { failure, ...content } = contents[asked] as Content;
        if (failure !== undefined) answers.set(asked, notSent(asked, failure));
        else if (!answers.has(asked)) line?.send({ ask: 'inspect', key: asked, ...content });
      }
      finish();
    };
    const showProgress = (key: number) => {
      const { name } = contents[key] ?? { name: '' };
      let done = 0;
      for (const bytes of sent.values()) done += bytes;
      dialog.progress(name, done, total, () => end.resolve('cancelled'));
    };
    const outcomeNow = () =>
      outcomeOf(
        contents.map(({ name }) => name),
        contents.map((_, key) => answers.get(key) ?? notSent(key, 'no-link')),
      );
    /** What was decided without its password gives way. */
    const unlock = async (key: number, password: string): Promise<Unlocking> => {
      const { failure: _, ...content } = contents[key] as Content;
      const send = () => line?.send({ ask: 'inspect', key, ...content, password });
      const answer = line === null ? null : await unlocks.ask(key, send);
      if (answer === null) return { failed: '' };
      if (answer === 'wrong') return 'wrong';
      if (answer.tell === 'failed') return { failed: answer.message };
      const before = answers.get(key);
      if (before?.tell === 'decided' && before.decision.action === 'warn') {
        line?.send({ ask: 'withdraw', decision: before.decision.id });
      }
      answers.set(key, answer);
      return 'opened';
    };
    const line = options.open(
      (answer) => {
        if (copying.hear(answer) || unlocks.hear(answer)) return;
        if (answer.tell === 'copied' || answer.tell === 'not-copied') return;
        if (answer.tell === 'locked') return;
        if (answer.tell === 'acknowledged') {
          acknowledged.get(answer.decision)?.(answer.message);
        } else if (answer.tell === 'progress') {
          sent.set(answer.key, answer.sent);
          if (!isOver) showProgress(answer.key);
        } else if (!isOver) {
          answers.set(answer.key, answer);
          sent.set(answer.key, contents[answer.key]?.content.size ?? 0);
          askMore();
        }
      },
      () => {
        for (const [key] of contents.entries())
          if (!answers.has(key)) answers.set(key, notSent(key, 'no-link'));
        for (const told of acknowledged.values()) told('');
        copying.end();
        unlocks.end();
        finish();
      },
    );
    try {
      if (line === null)
        for (const [key] of contents.entries()) answers.set(key, notSent(key, 'no-link'));
      askMore();
      const [first] = contents;
      if (first !== undefined && line !== null) showProgress(0);
      const how = await end.promise;
      isOver = true;
      if (how === 'cancelled') {
        for (let key = 0; key < asked; key++) line?.send({ ask: 'cancel', key });
        keepBack(line, outcomeNow());
        return [];
      }
      for (;;) {
        const outcome = outcomeNow();
        if (isQuiet(outcome)) return outcome.allowed.map(asItIs);
        const onward = await dialog.outcome(outcome, first?.kind ?? 'file', {
          onReason: (reason) =>
            sendReason(line, 'acknowledge', outcome.warned, reason, acknowledged),
          onApproval: (reason) => {
            const asked = outcome.blocked.filter(({ decision }) => toBeAsked(decision));
            return sendReason(line, 'ask-approval', asked, reason, acknowledged);
          },
          onCopies: (onProgress, signal) =>
            copying.make(copiesWanted(outcome, contents), onProgress, signal),
          onPassword: unlock,
        });
        if (onward === 'again') continue;
        if (onward === 'all') {
          const warned = outcome.warned.map(({ index }) => index);
          return [...outcome.allowed, ...warned].toSorted((a, b) => a - b).map(asItIs);
        }
        // The files themselves stay here: their lines are written.
        keepBack(line, outcomeNow());
        if (onward === 'back') return [];
        const copies = [...onward.copies].map(([index, copy]) => ({ index, copy }));
        return [...outcome.allowed.map(asItIs), ...copies].toSorted((a, b) => a.index - b.index);
      }
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

function asItIs(index: number): Chosen {
  return { index, copy: null };
}

/** Of every stopped file of which one would go. */
function copiesWanted({ blocked, warned }: Outcome, contents: readonly Content[]): CopyWanted[] {
  const stopped = [...blocked, ...warned].toSorted((a, b) => a.index - b.index);
  return stopped.flatMap(({ index, name, decision }) => {
    const content = contents[index]?.content;
    if (content === undefined || decision.takeOut?.possible !== true) return [];
    return [{ key: index, name, decision: decision.id, content }];
  });
}

function notSent(key: number, failure: GuardFailure): ItemAnswer {
  return { tell: 'failed', key, failure, message: '', contact: null };
}

function keepBack(line: Line | null, { warned }: Outcome): void {
  for (const { decision } of warned) line?.send({ ask: 'withdraw', decision: decision.id });
}

/** For each of them with the same reason. @returns what went wrong, '' without words; null: nothing */
async function sendReason(
  line: Line | null,
  ask: 'acknowledge' | 'ask-approval',
  of: readonly Stopped[],
  reason: string,
  waiting: Map<string, (message: string | null) => void>,
): Promise<string | null> {
  if (line === null) return '';
  for (const { decision } of of) {
    const { promise, resolve } = Promise.withResolvers<string | null>();
    waiting.set(decision.id, resolve);
    line.send({ ask, decision: decision.id, reason });
    const message = await promise;
    if (message !== null) return message;
  }
  return null;
}
