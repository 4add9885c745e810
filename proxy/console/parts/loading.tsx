import type { ComponentChildren } from 'preact';
import { useWords } from '../words/language.tsx';
import { errorText } from './error-text.ts';
import { Notice } from './notice.tsx';
import type { Loaded } from './use-load.ts';

/** Shows `children` of what was loaded, or that it is loading, or why it failed and a way to retry. */
export function Loading<T>({
  loaded,
  children,
}: {
  readonly loaded: Loaded<T>;
  readonly children: (data: T) => ComponentChildren;
}) {
  const words = useWords();
  if (loaded.state === 'ready') return <>{children(loaded.data)}</>;
  if (loaded.state === 'loading') {
    return (
      <p class="loading" role="status">
        {words.loading}
      </p>
    );
  }
  return (
    <Notice kind="error" alert>
      <p>{errorText(loaded.error, words)}</p>
      <button type="button" class="button" onClick={loaded.reload}>
        {words.retry}
      </button>
    </Notice>
  );
}
