import { countChanges } from '../changes/change-set.ts';
import { useChanges } from '../changes/store.ts';
import { useWords } from '../words/language.tsx';

/** Whether what is tried is tried with the unpublished changes; nothing where there are none. */
export function WithChanges({
  checked,
  onChange,
}: {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  const words = useWords();
  const { changes } = useChanges();
  if (changes.length === 0) return null;
  return (
    <label class="choice field-wide">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {words.policy.tester.withChanges(countChanges(changes))}
    </label>
  );
}
