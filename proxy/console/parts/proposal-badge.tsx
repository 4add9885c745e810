import type { Proposal } from '../../../shared/protocol/proposals.ts';
import { useWords } from '../words/language.tsx';
import { Badge, type Tone } from './badge.tsx';

const tones: Record<Proposal['state'], Tone> = {
  open: 'caution',
  published: 'good',
  returned: 'bad',
  withdrawn: 'plain',
};

export function ProposalBadge({ proposal }: { readonly proposal: Proposal }) {
  const own = useWords().signing;
  const { state, signatures, needed } = proposal;
  const ready = state === 'open' && signatures.length >= needed;
  return <Badge tone={tones[state]}>{ready ? own.ready : own.states[state]}</Badge>;
}
