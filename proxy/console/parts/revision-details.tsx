import { useRef } from 'preact/hooks';
import { call } from '../api.ts';
import { useWords } from '../words/language.tsx';
import { DifferenceView } from './difference-view.tsx';
import { Loading } from './loading.tsx';
import { useLoad } from './use-load.ts';
import { YamlEditor, type YamlEditorHandle } from './yaml-editor.tsx';

/** A revision opened in the history: what it changed, and the whole of it. */
export function RevisionDetails({ revision }: { readonly revision: number }) {
  const {
    history: own,
    whole: { published },
  } = useWords().policy;
  const handle = useRef<YamlEditorHandle>(null);
  const loaded = useLoad(String(revision), (signal) =>
    call('revision', { id: String(revision), signal }),
  );
  return (
    <div class="details">
      <Loading loaded={loaded}>
        {({ yaml, difference }) => (
          <>
            <h2>{own.changes}</h2>
            {difference === null ? (
              <p class="quiet">{own.first}</p>
            ) : (
              <DifferenceView difference={difference} />
            )}
            <details>
              <summary>{own.yaml}</summary>
              <YamlEditor label={published(revision)} text={yaml} handle={handle} />
            </details>
          </>
        )}
      </Loading>
    </div>
  );
}
