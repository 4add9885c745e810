/** Learning: what observing saw and no list holds, as proposals to choose from. Nothing is published here. */
import { useState } from 'preact/hooks';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import type { ShownProposal } from '../../../shared/protocol/wanted.ts';
import { call } from '../api.ts';
import { announce } from '../parts/announce.tsx';
import { ChooseDays, useDays } from '../parts/choose-days.tsx';
import { CountTable } from '../parts/count-table.tsx';
import { DraftDialog } from '../parts/draft-dialog.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { Loading } from '../parts/loading.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { ProposalTable } from '../parts/proposal-table.tsx';
import { useLoad } from '../parts/use-load.ts';
import { useMayChange } from '../session.tsx';
import { jst } from '../text/time.ts';
import { useWords } from '../words/language.tsx';

type Answer = ConsoleAnswer<'learning'>;
const kinds = ['main', 'content', 'unseen'] as const;

export function LearningPage() {
  const words = useWords();
  const days = useDays();
  const loaded = useLoad(String(days), (signal) => call('learning', { query: { days }, signal }));
  return (
    <Page title={words.pages.learning}>
      <p>{words.access.learning.intro}</p>
      <ChooseDays path="/learning" />
      <Loading loaded={loaded}>
        {(data) => <Learnt key={data.since} data={data} onTaken={loaded.reload} />}
      </Loading>
    </Page>
  );
}

function Learnt({ data, onTaken }: { readonly data: Answer; readonly onTaken: () => void }) {
  const words = useWords();
  const own = words.access.learning;
  const mayChange = useMayChange();
  const [keys, setKeys] = useState<ReadonlySet<string>>(
    new Set(data.proposals.filter(({ chosen }) => chosen).map(({ match }) => match)),
  );
  const [asking, setAsking] = useState(false);
  const taken = data.proposals.filter(({ match }) => keys.has(match));
  const left = data.proposals.filter(({ match }) => !keys.has(match));
  return (
    <>
      <p class="quiet">{words.access.since(jst(data.since, 'minute'))}</p>
      {data.mode === 'enforce' ? (
        <Notice kind="info">
          <p>{own.enforcing}</p>
        </Notice>
      ) : null}
      {data.proposals.length === 0 ? (
        <p class="empty">
          {own.empty}
          <br />
          {own.emptyHint}
        </p>
      ) : (
        <>
          <p>{own.summary(words.count(data.decisions), words.count(data.proposals.length))}</p>
          {kinds.map((kind) => (
            <Kind
              key={kind}
              kind={kind}
              proposals={data.proposals.filter((each) => each.kind === kind)}
              keys={keys}
              {...(mayChange && { onChange: setKeys })}
            />
          ))}
          {data.leftOff > 0 ? <p>{own.leftOff(data.leftOff)}</p> : null}
          {mayChange ? (
            <div class="button-row">
              <button
                type="button"
                class="button button-strong"
                onClick={() => (taken.length === 0 ? announce(own.takeNothing) : setAsking(true))}
              >
                {own.take}
              </button>
              <span role="status">{own.chosen(taken.length)}</span>
            </div>
          ) : null}
          <section aria-labelledby="left">
            <h2 id="left">{own.leftTitle}</h2>
            {left.length === 0 ? (
              <p class="empty">{own.leftEmpty}</p>
            ) : (
              <>
                <p>{own.leftHint}</p>
                <ul class="plain-list">
                  {left.map(({ match, count }) => (
                    <li key={match}>
                      <Foreign text={match} code /> <span class="quiet">{words.count(count)}</span>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </section>
        </>
      )}
      <CountTable title={own.leftOut} rows={data.leftOut} />
      <CountTable title={own.stopped} rows={data.stopped} />
      {asking ? (
        <DraftDialog
          entries={taken.map(entryOf)}
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false);
            onTaken();
          }}
        />
      ) : null}
    </>
  );
}

function entryOf({ match, initiators }: ShownProposal) {
  return initiators.length === 0 ? { match } : { match, initiators };
}

function Kind({
  kind,
  proposals,
  keys,
  onChange,
}: {
  readonly kind: (typeof kinds)[number];
  readonly proposals: readonly ShownProposal[];
  readonly keys: ReadonlySet<string>;
  readonly onChange?: (keys: ReadonlySet<string>) => void;
}) {
  const own = useWords().access.learning;
  if (proposals.length === 0) return null;
  const here = new Set(proposals.map(({ match }) => match));
  return (
    <section aria-labelledby={`kind-${kind}`}>
      <h2 id={`kind-${kind}`}>{own.kinds[kind]}</h2>
      <p>{own.kindsHint[kind]}</p>
      <ProposalTable
        caption={own.kinds[kind]}
        proposals={proposals}
        keys={new Set([...keys].filter((key) => here.has(key)))}
        {...(onChange && {
          // The table knows its own rows; the others stay as they are.
          onChange: (next: ReadonlySet<string>) =>
            onChange(new Set([...[...keys].filter((key) => !here.has(key)), ...next])),
        })}
      />
    </section>
  );
}
