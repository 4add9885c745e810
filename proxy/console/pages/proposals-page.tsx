/** Changes that wait for signatures, and those that have ended. */
import { call } from '../api.ts';
import { Loading } from '../parts/loading.tsx';
import { OpenTabs, useIsOver } from '../parts/open-tabs.tsx';
import { Page } from '../parts/page.tsx';
import { ProposalCard } from '../parts/proposal-card.tsx';
import { useLoad } from '../parts/use-load.ts';
import { usePublishing } from '../parts/use-publishing.ts';
import { useWords } from '../words/language.tsx';

export function ProposalsPage() {
  const words = useWords();
  const own = words.signing;
  const publishing = usePublishing();
  const closed = useIsOver('closed');
  const state = closed ? 'closed' : 'open';
  const loaded = useLoad(state, (signal) => call('proposals', { query: { state }, signal }));
  return (
    <Page title={words.pages.proposals}>
      <p>{publishing?.signatures === 0 ? own.introAlone : own.intro}</p>
      <OpenTabs path="/proposals" over="closed" words={own} />
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
