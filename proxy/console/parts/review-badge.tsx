import type { PostingRow } from '../../../shared/protocol/postings.ts';
import { useWords } from '../words/language.tsx';
import { Badge, type Tone } from './badge.tsx';

const tones: Record<PostingRow['review']['state'], Tone> = {
  none: 'plain',
  open: 'caution',
  overdue: 'bad',
  reviewed: 'good',
};

export function ReviewBadge({ state }: { readonly state: PostingRow['review']['state'] }) {
  return <Badge tone={tones[state]}>{useWords().content.postings.reviews[state]}</Badge>;
}

const fates: Record<PostingRow['fate'], Tone> = {
  sent: 'good',
  warned: 'caution',
  stopped: 'bad',
  outside: 'caution',
};

export function FateBadge({ fate }: { readonly fate: PostingRow['fate'] }) {
  return <Badge tone={fates[fate]}>{useWords().content.postings.fates[fate]}</Badge>;
}
