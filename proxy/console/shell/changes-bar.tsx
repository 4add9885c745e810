import { countChanges } from '../changes/change-set.ts';
import { useChanges } from '../changes/store.ts';
import { useWords } from '../words/language.tsx';

/** Always in sight while something is unpublished. */
export function ChangesBar() {
  const words = useWords().policy.changes;
  const { changes } = useChanges();
  if (changes.length === 0) return null;
  return (
    <div class="changes-bar">
      <p>{words.bar(countChanges(changes))}</p>
      <a class="button button-strong" href="/changes">
        {words.review}
      </a>
    </div>
  );
}
