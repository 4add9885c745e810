import type { Proposal } from '../../../shared/protocol/proposals.ts';
import { useWords } from '../words/language.tsx';
import { ClosedWord } from './closed-word.tsx';
import { Facts } from './facts.tsx';
import { Foreign } from './foreign.tsx';
import { Moment } from './moment.tsx';
import { ProposalBadge } from './proposal-badge.tsx';
import { TypedText } from './typed-text.tsx';

/** One proposal among others: who, why, how much, and how far it is. */
export function ProposalCard({ proposal }: { readonly proposal: Proposal }) {
  const words = useWords();
  const own = words.signing;
  const { number, by, at, note, state, counts, signatures, needed, revision, closed } = proposal;
  return (
    <li class="card">
      <h2 class="card-title">
        <ProposalBadge proposal={proposal} /> {own.title(number)}
      </h2>
      <Facts
        facts={[
          [own.note, <TypedText key="note" text={note} />],
          [own.by, <Foreign key="by" text={by} />],
          [own.at, <Moment key="at" iso={at} to="minute" />],
          [
            own.differenceTitle,
            own.counts(counts.added, counts.removed, counts.changed, counts.other),
          ],
          [own.signatures, state === 'open' ? own.signaturesOf(signatures.length, needed) : null],
          [own.revision, revision],
          [own.closedWord, closed === null ? null : <ClosedWord key="word" closed={closed} />],
        ]}
      />
      <div class="button-row">
        <a
          class={state === 'open' ? 'button button-strong' : 'button'}
          href={`/proposals/${number}`}
          aria-label={own.lookNamed(number)}
        >
          {own.look}
        </a>
      </div>
    </li>
  );
}
