import type { Correction } from '../../../shared/protocol/posting-notes.ts';
import { useWords } from '../words/language.tsx';
import { Badge, type Tone } from './badge.tsx';

const tones: Record<Correction['state'], Tone> = { open: 'caution', overdue: 'bad', done: 'good' };

export function CorrectionBadge({ state }: { readonly state: Correction['state'] }) {
  return <Badge tone={tones[state]}>{useWords().notes.corrections[state]}</Badge>;
}

/** What happened to the post afterwards. */
export function ChangeBadges({
  editedAt,
  deletedAt,
  goneAt,
}: {
  readonly editedAt: string | null;
  readonly deletedAt: string | null;
  readonly goneAt: string | null;
}) {
  const own = useWords().notes;
  return (
    <>
      {editedAt === null ? null : <Badge tone="info">{own.edited}</Badge>}{' '}
      {deletedAt === null ? null : <Badge tone="plain">{own.deleted}</Badge>}
      {goneAt === null || deletedAt !== null ? null : <Badge tone="caution">{own.gone}</Badge>}
    </>
  );
}
