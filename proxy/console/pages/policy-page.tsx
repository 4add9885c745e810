/** The whole policy as YAML: read, edited, checked by line, added to the changes. */
import { useRef, useState } from 'preact/hooks';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import type { Problem } from '../../../shared/protocol/policy-change.ts';
import { call } from '../api.ts';
import { ApiError } from '../api-error.ts';
import { replaceDocument } from '../changes/change-set.ts';
import { edit, useChanges } from '../changes/store.ts';
import { announce } from '../parts/announce.tsx';
import { CheckResult } from '../parts/check-result.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { errorTextWithFields } from '../parts/error-text.ts';
import { Facts } from '../parts/facts.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { Loading } from '../parts/loading.tsx';
import { Moment } from '../parts/moment.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { useLoad } from '../parts/use-load.ts';
import { YamlEditor, type YamlEditorHandle } from '../parts/yaml-editor.tsx';
import { go } from '../place.ts';
import { useMayChange } from '../session.tsx';
import { useWords } from '../words/language.tsx';

type Published = ConsoleAnswer<'policy'>;

export function PolicyPage() {
  const words = useWords();
  const policy = useLoad('policy', async (signal): Promise<Published | null> => {
    try {
      return await call('policy', { signal });
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return null;
      throw error;
    }
  });
  return (
    <Page title={words.pages.policy}>
      <Loading loaded={policy}>
        {(data) =>
          data === null ? (
            <p class="empty">{words.policy.whole.none}</p>
          ) : (
            <Policy published={data} />
          )
        }
      </Loading>
    </Page>
  );
}

function Policy({ published }: { readonly published: Published }) {
  const words = useWords();
  const own = words.policy.whole;
  const mayChange = useMayChange();
  const waiting = useChanges().changes.find((change) => change.op === 'replace');
  const [typed, setTyped] = useState<string | null>(waiting?.yaml ?? null);
  const reader = useRef<YamlEditorHandle>(null);
  return (
    <>
      <Facts
        facts={[
          [words.policy.history.revision, published.revision],
          [words.policy.history.published, <Moment key="at" iso={published.published} />],
          [own.by, <Foreign key="by" text={published.by} />],
          [words.policy.history.note, <Foreign key="note" text={published.note} />],
        ]}
      />
      {typed === null ? (
        <>
          {mayChange ? (
            <p>
              <button
                type="button"
                class="button button-strong"
                onClick={() => setTyped(published.yaml)}
              >
                {own.edit}
              </button>
            </p>
          ) : null}
          <YamlEditor label={own.view} text={published.yaml} handle={reader} />
        </>
      ) : (
        <PolicyEditor
          published={published}
          typed={typed}
          onType={setTyped}
          onStop={() => setTyped(null)}
        />
      )}
    </>
  );
}

function PolicyEditor({
  published,
  typed,
  onType,
  onStop,
}: {
  readonly published: Published;
  readonly typed: string;
  readonly onType: (yaml: string) => void;
  readonly onStop: () => void;
}) {
  const words = useWords();
  const own = words.policy.whole;
  const set = useChanges();
  const editor = useRef<YamlEditorHandle>(null);
  const [problems, setProblems] = useState<readonly Problem[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [stopping, setStopping] = useState(false);
  const base = set.changes.some(({ op }) => op === 'replace') ? set.base : published.revision;

  const check = async (): Promise<boolean> => {
    setFailure(null);
    try {
      const changes = [{ op: 'replace' as const, yaml: typed }];
      const answer = await call('check', { body: { base, changes } });
      setProblems(answer.problems);
      const first = answer.problems.find(({ severity, line }) => severity === 'error' && line);
      if (first?.line) editor.current?.toLine(first.line);
      return !answer.problems.some(({ severity }) => severity === 'error');
    } catch (error) {
      if (error instanceof ApiError && error.problems.length > 0) setProblems(error.problems);
      else if (error instanceof ApiError && error.status === 409) return true;
      else setFailure(errorTextWithFields(error, words));
      return false;
    }
  };
  const use = async () => {
    if (!(await check())) return;
    edit(published.revision, (before) => replaceDocument({ ...before, base }, typed));
    announce(own.used);
    go('/changes');
  };
  const others = set.changes.some(({ op }) => op !== 'replace');
  return (
    <section aria-labelledby="edit">
      <h2 id="edit">{own.editTitle}</h2>
      {others ? (
        <Notice kind="warning">
          <p>{own.overwrites}</p>
        </Notice>
      ) : null}
      <YamlEditor label={own.text} text={typed} handle={editor} onChange={onType} />
      <div class="button-row">
        <button type="button" class="button" onClick={check}>
          {own.check}
        </button>
        <button type="button" class="button button-strong" onClick={use}>
          {own.use}
        </button>
        <button type="button" class="button" onClick={() => setStopping(true)}>
          {own.stopEditing}
        </button>
      </div>
      <div role="status">
        {failure === null ? null : (
          <Notice kind="error">
            <p>{failure}</p>
          </Notice>
        )}
        {problems === null ? null : (
          <CheckResult problems={problems} onLine={(line) => editor.current?.toLine(line)} />
        )}
      </div>
      {stopping ? (
        <Confirm
          title={own.stopEditing}
          text={own.stopAsk}
          action={own.stopEditing}
          onClose={() => setStopping(false)}
          onConfirm={onStop}
        />
      ) : null}
    </section>
  );
}
