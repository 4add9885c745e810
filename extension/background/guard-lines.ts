/**
 * The guards' side of the background: each port is one action of a person in one page.
 *
 *   guard ─ inspect ─► pieces to the link ─► decided ─► guard
 *         ─ take-out ─► the file once more ─► a copy with masked values ─► guard
 *         ─ acknowledge, withdraw ─► link
 *
 * Whatever fails is told as a failure: then the guard keeps everything back.
 */
import type { DecisionSummary } from '../../shared/protocol/link.ts';
import type { GuardAnswer, GuardAsk, GuardFailure } from '../guard/channel.ts';
import type { Contact } from '../messages.ts';
import { guardAskSchema, pageOf } from './guard-channel.ts';
import type { InspectResult } from './inspect-call.ts';
import type { LinkFailure } from './link-call.ts';
import type { LinkSession } from './link-session.ts';
import type { HeldProjection } from './projection-holder.ts';
import type { TakeOutResult } from './take-out-call.ts';

export interface GuardPort {
  readonly sender?: Parameters<typeof pageOf>[0] | undefined;
  postMessage(answer: GuardAnswer): void;
}

export interface GuardLine {
  onMessage(message: unknown): Promise<void>;
  onDisconnect(): void;
}

/** One person can do no more at once. */
const atOnce = 200;

export function createGuardLines(options: {
  session: Pick<LinkSession, 'ask'>;
  projection: () => Promise<HeldProjection | null>;
  enrolled: () => Promise<boolean>;
  inspect: (inspection: {
    content: Blob;
    of: { upload: string; kind: 'file' | 'text'; name: string; page: string; password?: string };
    onProgress: (sent: number) => void;
    signal: AbortSignal;
  }) => Promise<InspectResult>;
  takeOut: (wanted: {
    content: Blob;
    of: { upload: string; name: string; page: string; decision: string };
    onProgress: (sent: number) => void;
    signal: AbortSignal;
  }) => Promise<TakeOutResult>;
  /** A name for one content. */
  newUpload: () => string;
}): { open(port: GuardPort): GuardLine } {
  const { session } = options;

  async function failed(key: number, failure: GuardFailure, message = ''): Promise<GuardAnswer> {
    return { tell: 'failed', key, failure, message, contact: await contact() };
  }
  async function contact(): Promise<Contact | null> {
    return (await options.projection().catch(() => null))?.projection.helpdesk ?? null;
  }
  async function failureOf(result: LinkFailure, key: number): Promise<GuardAnswer> {
    if (result.code === 'file-unreadable') return failed(key, 'unreadable');
    if (!(await options.enrolled())) return failed(key, 'not-enrolled');
    return failed(key, 'no-link', result.message);
  }

  return {
    open(port) {
      const running = new Map<number, AbortController>();
      let isOpen = true;
      const tell = (answer: GuardAnswer) => {
        if (isOpen) port.postMessage(answer);
      };
      /** What is decided for nobody has its line at once. */
      const dropped = (decision: DecisionSummary) => {
        if (decision.action === 'warn') void session.ask('withdraw', { decision: decision.id });
      };

      async function inspect(ask: Extract<GuardAsk, { ask: 'inspect' }>): Promise<GuardAnswer> {
        const { key, kind, name, content, password } = ask;
        if (running.has(key) || running.size >= atOnce) return failed(key, 'no-link');
        const page = pageOf(port.sender ?? {});
        if (page === null) return failed(key, 'no-page');
        const held = await options.projection();
        if (held !== null && held.projection.readsUploads !== true) {
          return { tell: 'unguarded', key };
        }
        const abort = new AbortController();
        running.set(key, abort);
        const result = await options.inspect({
          content,
          of: { upload: options.newUpload(), kind, name, page, ...(password && { password }) },
          onProgress: (sent) => tell({ tell: 'progress', key, sent, total: content.size }),
          signal: abort.signal,
        });
        running.delete(key);
        if (!result.ok) return failureOf(result, key);
        if ('isLocked' in result) return { tell: 'locked', key };
        const { decision, lock } = result;
        if (!isOpen || abort.signal.aborted) dropped(decision);
        return { tell: 'decided', key, decision, contact: await contact(), ...(lock && { lock }) };
      }

      async function takeOut(ask: Extract<GuardAsk, { ask: 'take-out' }>): Promise<GuardAnswer> {
        const { key, name, content, decision } = ask;
        const page = pageOf(port.sender ?? {});
        if (page === null || running.has(key)) return notCopied(key);
        const abort = new AbortController();
        running.set(key, abort);
        const result = await options.takeOut({
          content,
          of: { upload: options.newUpload(), name, page, decision },
          onProgress: (sent) => tell({ tell: 'progress', key, sent, total: content.size }),
          signal: abort.signal,
        });
        running.delete(key);
        if (!result.ok) return notCopied(key);
        if (!result.made) return { tell: 'not-copied', key, why: result.why, left: result.left };
        const { name: called, content: copied, masked, removed } = result;
        return { tell: 'copied', key, copy: { name: called, content: copied, masked, removed } };
      }

      async function answer(ask: GuardAsk): Promise<void> {
        switch (ask.ask) {
          case 'inspect':
            tell(await inspect(ask).catch(() => failed(ask.key, 'no-link')));
            return;
          case 'take-out':
            tell(await takeOut(ask).catch(() => notCopied(ask.key)));
            return;
          case 'cancel':
            running.get(ask.key)?.abort();
            return;
          case 'acknowledge':
          case 'ask-approval': {
            const { decision, reason } = ask;
            const result = await session.ask(ask.ask, { decision, reason });
            tell({ tell: 'acknowledged', decision, message: result.ok ? null : result.message });
            return;
          }
          case 'send-draft': {
            const { decision, topic, word } = ask;
            const result = await session.ask('send-draft', { decision, topic, word });
            tell({ tell: 'acknowledged', decision, message: result.ok ? null : result.message });
            return;
          }
          case 'pick-topic': {
            const { decision, topic } = ask;
            const result = await session.ask('pick-topic', { decision, topic });
            tell({ tell: 'acknowledged', decision, message: result.ok ? null : result.message });
            return;
          }
          case 'withdraw':
            await session.ask('withdraw', { decision: ask.decision });
            return;
          default:
            ask satisfies never;
        }
      }

      return {
        async onMessage(message) {
          const ask = guardAskSchema.safeParse(message);
          if (ask.success) await answer(ask.data);
        },
        onDisconnect() {
          isOpen = false;
          for (const abort of running.values()) abort.abort();
        },
      };
    },
  };
}

function notCopied(key: number): GuardAnswer {
  return { tell: 'not-copied', key, why: 'no-link', left: [] };
}
