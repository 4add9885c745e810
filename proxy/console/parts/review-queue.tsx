import { useLayoutEffect } from 'preact/hooks';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { go } from '../place.ts';
import { queueStep, type Step } from '../text/queue-step.ts';
import { useWords } from '../words/language.tsx';

/**
 * Where one stands in the queue of reviews, and the ways on. Keys are Alt with a letter: a letter alone
 * would be caught from what screen readers and speech input type (WCAG 2.1.4).
 */
export function ReviewQueue({
  id,
  queue,
}: {
  readonly id: string;
  readonly queue: ConsoleAnswer<'reviewQueue'>;
}) {
  const own = useWords().notes.queue;
  const step = queueStep(queue.waiting, id);
  useKeys(step);
  return (
    <nav class="review-queue" aria-label={own.title}>
      <p>
        {step.place === null
          ? own.gone(queue.open)
          : own.place(step.place, queue.open, queue.overdue)}
      </p>
      <div class="button-row">
        {step.previous === null ? null : (
          <a class="button" href={queuePath(step.previous)} aria-keyshortcuts="Alt+K">
            {own.previous}
          </a>
        )}
        {step.next === null ? null : (
          <a class="button" href={queuePath(step.next)} aria-keyshortcuts="Alt+J">
            {own.next}
          </a>
        )}
        <a href="/postings?state=open">{own.leave}</a>
      </div>
      <p class="quiet">{own.keys}</p>
    </nav>
  );
}

export function queuePath(id: string): string {
  return `/postings/${encodeURIComponent(id)}?queue=1`;
}

function useKeys({ previous, next }: Step): void {
  // With what is shown, not some moments later: people press twice.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { altKey, ctrlKey, metaKey, shiftKey, isComposing, code } = event;
      if (!altKey || ctrlKey || metaKey || shiftKey || isComposing) return;
      const to = code === 'KeyJ' ? next : code === 'KeyK' ? previous : null;
      if (to === null) return;
      event.preventDefault();
      go(queuePath(to));
      scrollTo(0, 0);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [previous, next]);
}
