/** Going back: what an earlier revision says, published as a new one, with the difference shown first. */
import { useMemo } from 'preact/hooks';
import { call } from '../api.ts';
import type { ChangeSet } from '../changes/change-set.ts';
import { CheckResult } from '../parts/check-result.tsx';
import { DifferenceView } from '../parts/difference-view.tsx';
import { Loading } from '../parts/loading.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { PublishForm } from '../parts/publish-form.tsx';
import { useLoad } from '../parts/use-load.ts';
import { useWords } from '../words/language.tsx';

export function RestorePage({ id }: { readonly id: string }) {
  const words = useWords();
  const own = words.signing;
  const loaded = useLoad(id, async (signal) => {
    const [revision, current] = await Promise.all([
      call('revision', { id, signal }),
      call('policy', { signal }),
    ]);
    const set: ChangeSet = {
      base: current.revision,
      changes: [{ op: 'replace', yaml: revision.yaml }],
    };
    const isSame = revision.yaml === current.yaml;
    const body = { base: set.base, changes: [...set.changes] };
    const checked = await call('check', { body, signal });
    return { number: revision.revision, set, isSame, ...checked };
  });
  const title = loaded.data === null ? words.pages.restore : own.restoreTitle(loaded.data.number);
  const note = useMemo(
    () => (loaded.data === null ? '' : own.restoreNote(loaded.data.number)),
    [loaded.data, own],
  );
  return (
    <Page title={title}>
      <Loading loaded={loaded}>
        {({ number, set, isSame, problems, difference }) =>
          isSame ? (
            <Notice kind="info">
              <p>{own.restoreSame(number)}</p>
            </Notice>
          ) : (
            <>
              <p>{own.restoreIntro(number, set.base + 1)}</p>
              <section aria-labelledby="difference">
                <h2 id="difference">{own.restoreDifference}</h2>
                <DifferenceView difference={difference} />
              </section>
              <section aria-labelledby="check">
                <h2 id="check">{words.policy.changes.checkTitle}</h2>
                <CheckResult problems={problems} />
              </section>
              <section aria-labelledby="publish">
                <h2 id="publish">{words.policy.changes.publish}</h2>
                <PublishForm
                  set={set}
                  note={note}
                  blocked={problems.some(({ severity }) => severity === 'error')}
                  onConflict={loaded.reload}
                  onDone={() => {}}
                />
              </section>
            </>
          )
        }
      </Loading>
    </Page>
  );
}
