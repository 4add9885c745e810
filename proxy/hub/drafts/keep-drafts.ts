/** Pictures go once a draft is closed, drafts once they are older than what the policy keeps. */
import { firstDaysKept } from '../../../shared/policy/retention.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import type { DraftStore, StoredDraft } from '../store/draft-store.ts';

/** Nobody goes on with it: it was sent back, or left open, and no one has touched it. */
const forgottenDays = 60;
/** Long enough for a terminal that was away to say that it was posted. */
const endedDays = 7;
const dayMs = 86_400_000;

type Kept = Pick<DraftStore, 'walk' | 'kept' | 'uses' | 'dropPictures' | 'drop'>;

export async function keepDrafts(
  store: Kept,
  { retention }: Pick<Policy, 'retention'>,
  now: number,
): Promise<void> {
  const oldest = retention === undefined ? null : firstDaysKept(retention, now).postings;
  // All of them, whatever their times say.
  for await (const some of store.walk({ since: '', until: '~' }))
    await keep(store, some, oldest, now);
}

async function keep(
  store: Kept,
  drafts: readonly StoredDraft[],
  oldest: string | null,
  now: number,
): Promise<void> {
  const ids = drafts.map(({ id }) => id);
  const [kept, uses] = await Promise.all([store.kept(ids), store.uses(ids)]);
  for (const draft of drafts) {
    const isUsed = uses.some(
      (use) =>
        use.draft === draft.id && use.version === draft.versions.length && use.taken !== false,
    );
    const isClosed = isUsed || isOver(draft, now);
    if (isClosed && kept.has(draft.id)) await store.dropPictures(draft.id);
    if (isClosed && oldest !== null && lastTouched(draft) < oldest) await store.drop(draft.id);
  }
}

function isOver(draft: StoredDraft, now: number): boolean {
  const ago = (days: number) => new Date(now - days * dayMs).toISOString();
  switch (draft.state) {
    case 'withdrawn':
      return true;
    case 'approved':
      return (draft.events.at(-1)?.until ?? '') < ago(endedDays);
    case 'open':
    case 'sent-back':
      return lastTouched(draft) < ago(forgottenDays);
    default:
      return draft.state satisfies never;
  }
}

function lastTouched({ at, events }: StoredDraft): string {
  return events.at(-1)?.at ?? at;
}
