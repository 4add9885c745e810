import { replacesAll } from '../changes/change-set.ts';
import { useChanges } from '../changes/store.ts';
import { useWords } from '../words/language.tsx';
import { Notice } from './notice.tsx';

/** Says when the unpublished changes stand on an older revision, or rewrite everything. */
export function BaseNote({ revision }: { readonly revision: number }) {
  const words = useWords().policy.changes;
  const set = useChanges();
  if (replacesAll(set.changes)) {
    return (
      <Notice kind="warning">
        <p>{words.wholeDocument}</p>
      </Notice>
    );
  }
  if (set.changes.length === 0 || set.base === revision) return null;
  return (
    <Notice kind="info">
      <p>{words.older(set.base, revision)}</p>
    </Notice>
  );
}
