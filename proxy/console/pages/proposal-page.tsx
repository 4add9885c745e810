/** One proposal: who and why, what it changes, whether it holds, and what can be done with it. */
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { call } from '../api.ts';
import { CheckResult } from '../parts/check-result.tsx';
import { ClosedWord } from '../parts/closed-word.tsx';
import { DifferenceView } from '../parts/difference-view.tsx';
import { Facts } from '../parts/facts.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { Loading } from '../parts/loading.tsx';
import { Moment } from '../parts/moment.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { ProblemList } from '../parts/problem-list.tsx';
import { ProposalActs } from '../parts/proposal-acts.tsx';
import { ProposalBadge } from '../parts/proposal-badge.tsx';
import { Signatures } from '../parts/signatures.tsx';
import { TypedText } from '../parts/typed-text.tsx';
import { useLoad } from '../parts/use-load.ts';
import { reloadPublishing } from '../parts/use-publishing.ts';
import { useWords } from '../words/language.tsx';

export function ProposalPage({ id }: { readonly id: string }) {
  const words = useWords();
  const loaded = useLoad(id, (signal) => call('proposal', { id, signal }));
  const number = loaded.data?.proposal.number;
  const title = number === undefined ? words.pages.proposal : words.signing.title(number);
  const done = () => {
    loaded.reload();
    void reloadPublishing();
  };
  return (
    <Page title={title}>
      <Loading loaded={loaded}>{(seen) => <Seen seen={seen} onDone={done} />}</Loading>
    </Page>
  );
}

function Seen({
  seen,
  onDone,
}: {
  readonly seen: ConsoleAnswer<'proposal'>;
  readonly onDone: () => void;
}) {
  const words = useWords();
  const own = words.signing;
  const { proposal, difference, problems, conflict } = seen;
  const isOpen = proposal.state === 'open';
  const others = proposal.contributors.filter((each) => each !== proposal.by);
  const { closed, revision } = proposal;
  return (
    <>
      <Facts
        facts={[
          [own.state, <ProposalBadge key="state" proposal={proposal} />],
          [own.note, <TypedText key="note" text={proposal.note} />],
          [own.by, <Foreign key="by" text={proposal.by} />],
          [
            own.contributors,
            others.length === 0 ? null : <Foreign key="others" text={others.join(words.comma)} />,
          ],
          [own.at, <Moment key="at" iso={proposal.at} to="minute" />],
          [own.base, proposal.base],
          [
            own.signatures,
            <Signatures key="signatures" signatures={proposal.signatures} none={own.nobodyYet} />,
          ],
          [
            own.request,
            proposal.request === null ? null : (
              <a key="request" href="/requests">
                {own.requestLink}
              </a>
            ),
          ],
          [own.revision, revision],
          [
            own.closedBy,
            closed === null ? null : (
              <>
                <Foreign text={closed.by} /> <Moment iso={closed.at} to="minute" />
              </>
            ),
          ],
          [own.closedWord, closed === null ? null : <ClosedWord key="word" closed={closed} />],
        ]}
      />
      {conflict === null ? null : <Conflict base={proposal.base} conflict={conflict} />}
      <section aria-labelledby="difference">
        <h2 id="difference">{isOpen ? own.differenceTitle : own.differenceThen}</h2>
        <DifferenceView difference={difference} />
      </section>
      {conflict === null ? (
        <section aria-labelledby="check">
          <h2 id="check">{isOpen ? own.checkTitle : own.checkThen}</h2>
          {isOpen ? (
            <CheckResult problems={problems} fine={own.noProblems} />
          ) : problems.length === 0 ? (
            <p>{own.noProblems}</p>
          ) : (
            <ProblemList problems={problems} />
          )}
        </section>
      ) : null}
      <ProposalActs seen={seen} onDone={onDone} />
    </>
  );
}

function Conflict({
  base,
  conflict: { current, places, theirs },
}: {
  readonly base: number;
  readonly conflict: NonNullable<ConsoleAnswer<'proposal'>['conflict']>;
}) {
  const own = useWords().signing;
  return (
    <section class="conflict" aria-labelledby="conflict">
      <h2 id="conflict">{own.conflictPlaces}</h2>
      <Notice kind="error">
        <p>{own.conflict(base, current)}</p>
      </Notice>
      <ul class="plain-list">
        {places.map((place) => (
          <li key={place}>{place === '*' ? own.wholePolicy : <Foreign text={place} code />}</li>
        ))}
      </ul>
      <h3>{own.theirs}</h3>
      <DifferenceView difference={theirs} />
    </section>
  );
}
