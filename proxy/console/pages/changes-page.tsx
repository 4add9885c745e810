/** The unpublished changes: what they are, whether they hold, what they change, and publishing. */
import { useState } from 'preact/hooks';
import { call } from '../api.ts';
import { ApiError } from '../api-error.ts';
import { nothing } from '../changes/change-set.ts';
import type { Conflict } from '../changes/rebase.ts';
import { setChanges, useChanges } from '../changes/store.ts';
import { announce } from '../parts/announce.tsx';
import { CheckResult } from '../parts/check-result.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { DifferenceView } from '../parts/difference-view.tsx';
import { Loading } from '../parts/loading.tsx';
import { LostEdits } from '../parts/lost-edits.tsx';
import { MyChanges } from '../parts/my-changes.tsx';
import { Page } from '../parts/page.tsx';
import { PublishConflict } from '../parts/publish-conflict.tsx';
import { PublishForm } from '../parts/publish-form.tsx';
import { ReplaySection } from '../parts/replay-section.tsx';
import { useLoad } from '../parts/use-load.ts';
import { usePublishing } from '../parts/use-publishing.ts';
import { useWords } from '../words/language.tsx';

export function ChangesPage() {
  const words = useWords();
  const own = words.policy.changes;
  const set = useChanges();
  const [discarding, setDiscarding] = useState(false);
  const [lost, setLost] = useState<readonly Conflict[]>([]);
  const some = set.changes.length > 0;
  return (
    <Page
      title={words.pages.changes}
      aside={
        some ? (
          <button type="button" class="button button-danger" onClick={() => setDiscarding(true)}>
            {own.discard}
          </button>
        ) : undefined
      }
    >
      <LostEdits lost={lost} onChange={setLost} />
      {some ? <Review onLost={setLost} /> : <p class="empty">{own.empty}</p>}
      {discarding ? (
        <Confirm
          title={own.discard}
          text={own.discardAsk}
          action={own.discard}
          onClose={() => setDiscarding(false)}
          onConfirm={() => {
            setChanges(nothing(set.base));
            setDiscarding(false);
            announce(own.discarded);
          }}
        />
      ) : null}
    </Page>
  );
}

function Review({ onLost }: { readonly onLost: (lost: readonly Conflict[]) => void }) {
  const words = useWords();
  const own = words.policy.changes;
  const set = useChanges();
  const [conflict, setConflict] = useState<ApiError | null>(null);
  const checked = useLoad(JSON.stringify(set), async (signal) => {
    try {
      return await call('check', { body: { base: set.base, changes: [...set.changes] }, signal });
    } catch (error) {
      if (error instanceof ApiError && error.status === 409 && error.current !== null) {
        setConflict(error);
        return null;
      }
      if (error instanceof ApiError && error.problems.length > 0) {
        return { problems: [...error.problems], difference: { lists: [], other: [] } };
      }
      throw error;
    }
  });
  const errors = checked.data?.problems.some(({ severity }) => severity === 'error') ?? false;
  return (
    <>
      <p>{own.base(set.base)}</p>
      {conflict === null ? null : (
        <PublishConflict
          conflict={conflict}
          onRebased={(lost) => {
            setConflict(null);
            onLost(lost);
          }}
        />
      )}
      <section aria-labelledby="mine">
        <h2 id="mine">{own.mine}</h2>
        <MyChanges />
      </section>
      {conflict === null ? (
        <>
          <Loading loaded={checked}>
            {(data) =>
              data === null ? null : (
                <>
                  <section aria-labelledby="check">
                    <h2 id="check">{own.checkTitle}</h2>
                    <CheckResult problems={data.problems} />
                  </section>
                  <section aria-labelledby="difference">
                    <h2 id="difference">{own.differenceTitle}</h2>
                    <DifferenceView difference={data.difference} />
                  </section>
                </>
              )
            }
          </Loading>
          {errors ? null : <ReplaySection />}
          <section aria-labelledby="publish">
            <PublishTitle />
            <PublishForm
              set={set}
              blocked={errors}
              onConflict={setConflict}
              onDone={(revision) => setChanges(nothing(revision ?? set.base))}
            />
          </section>
        </>
      ) : null}
    </>
  );
}

function PublishTitle() {
  const words = useWords();
  const waits = (usePublishing()?.signatures ?? 0) > 0;
  return <h2 id="publish">{waits ? words.signing.propose : words.policy.changes.publish}</h2>;
}
