/**
 * The guards' side of the background: each port is one action of a person in one page.
 *
 *   guard ─ inspect ─► pieces to the link ─► decided ─► guard
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
    of: { upload: string; kind: 'file' | 'text'; name: string; page: string };
    onProgress: (sent: number) => void;
    signal: AbortSignal;
  }) => Promise<InspectResult>;
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
        const { key, kind, name, content } = ask;
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
          of: { upload: options.newUpload(), kind, name, page },
          onProgress: (sent) => tell({ tell: 'progress', key, sent, total: content.size }),
          signal: abort.signal,
        });
        running.delete(key);
        if (!result.ok) return failureOf(result, key);
        if (!isOpen || abort.signal.aborted) dropped(result.decision);
        return { tell: 'decided', key, decision: result.decision, contact: await contact() };
      }

      async function answer(ask: GuardAsk): Promise<void> {
        switch (ask.ask) {
          case 'inspect':
            tell(await inspect(ask).catch(() => failed(ask.key, 'no-link')));
            return;
          case 'cancel':
            running.get(ask.key)?.abort();
            return;
          case 'acknowledge': {
            const { decision, reason } = ask;
            const result = await session.ask('acknowledge', { decision, reason });
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
