/** Contents asked about once more, with a password each: what answers for one of them is heard here. */
import type { GuardAnswer } from './channel.ts';
import type { ItemAnswer } from './outcome.ts';

type Told = ItemAnswer | 'wrong' | null;

export interface UnlockAsks {
  /** Whether the answer was for one of them. */
  hear(answer: GuardAnswer): boolean;
  /** null: nobody answers, or it is asked about already. */
  ask(key: number, send: () => void): Promise<Told>;
  /** Nobody answers any more. */
  end(): void;
}

export function createUnlockAsks(): UnlockAsks {
  const waiting = new Map<number, (told: Told) => void>();

  return {
    hear(answer) {
      if (!('key' in answer) || answer.tell === 'progress') return false;
      const told = waiting.get(answer.key);
      if (answer.tell === 'copied' || answer.tell === 'not-copied') return false;
      told?.(answer.tell === 'locked' ? 'wrong' : answer);
      return told !== undefined || answer.tell === 'locked';
    },
    async ask(key, send) {
      if (waiting.has(key)) return null;
      const { promise, resolve } = Promise.withResolvers<Told>();
      waiting.set(key, resolve);
      send();
      return promise.finally(() => waiting.delete(key));
    },
    end() {
      for (const told of waiting.values()) told(null);
    },
  };
}
