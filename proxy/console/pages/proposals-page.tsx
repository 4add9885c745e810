/** Changes that wait for signatures, and those that have ended. */
import { call } from '../api.ts';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { ProposalCard } from '../parts/proposal-card.tsx';
import { useLoad } from '../parts/use-load.ts';
import { usePublishing } from '../parts/use-publishing.ts';
import { usePlace } from '../place.ts';
import { useWords } from '../words/language.tsx';

export function ProposalsPage() {
  const words = useWords();
  const own = words.signing;
  const publishing = usePublishing();
  const closed = usePlace().query.get('show') === 'closed';
  const state = closed ? 'closed' : 'open';
  const loaded = useLoad(state, (signal) => call('proposals', { query: { state }, signal }));
  return (
    <Page title={words.pages.proposals}>
      <p>{publishing?.signatures === 0 ? own.introAlone : own.intro}</p>
      <nav class="tabs" aria-label={own.show}>
        <a href="/proposals" aria-current={closed ? undefined : 'true'}>
          {own.open}
        </a>
        <a href="/proposals?show=closed" aria-current={closed ? 'true' : undefined}>
          {own.closed}
        </a>
      </nav>
      <Loading loaded={loaded}>
        {({ proposals }) =>
          proposals.length === 0 ? (
            <p class="empty">{closed ? own.emptyClosed : own.emptyOpen}</p>
          ) : (
            <ul class="cards">
              {proposals.map((proposal) => (
                <ProposalCard key={proposal.number} proposal={proposal} />
              ))}
            </ul>
          )
        }
      </Loading>
    </Page>
  );
}
