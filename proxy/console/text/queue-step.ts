/** Where a posting stands in the queue of reviews, and which come before and after it. */
export interface Step {
  /** From 1; null: it is not in the queue (any more). */
  readonly place: number | null;
  readonly previous: string | null;
  readonly next: string | null;
}

/** What left the queue goes on with its first. */
export function queueStep(waiting: readonly { readonly id: string }[], id: string): Step {
  const at = waiting.findIndex((each) => each.id === id);
  if (at === -1) return { place: null, previous: null, next: waiting[0]?.id ?? null };
  return {
    place: at + 1,
    previous: waiting[at - 1]?.id ?? null,
    next: waiting[at + 1]?.id ?? null,
  };
}

/** The next to look at once this one is done: behind it, else from the front. */
export function nextAfter(waiting: readonly { readonly id: string }[], id: string): string | null {
  return queueStep(waiting, id).next ?? waiting.find((each) => each.id !== id)?.id ?? null;
}
