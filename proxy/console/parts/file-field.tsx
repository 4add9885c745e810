import { useId } from 'preact/hooks';
import { useWords } from '../words/language.tsx';

/** Files of this computer; what to mend stands right at the field. */
export function FileField({
  label,
  hint,
  mend,
  onChoose,
}: {
  readonly label: string;
  readonly hint: string;
  readonly mend: string | undefined;
  readonly onChoose: (files: readonly File[]) => void;
}) {
  const words = useWords();
  const id = useId();
  return (
    <div class="field field-wide">
      <label for={id}>
        {label}
        <span class="field-required">{words.required}</span>
      </label>
      <p class="field-hint" id={`${id}-hint`}>
        {hint}
      </p>
      <input
        id={id}
        type="file"
        name="files"
        multiple
        aria-invalid={mend === undefined ? undefined : 'true'}
        aria-describedby={mend === undefined ? `${id}-hint` : `${id}-hint ${id}-mend`}
        onChange={(event) => onChoose([...(event.currentTarget.files ?? [])])}
      />
      {mend === undefined ? null : (
        <p class="field-mend" id={`${id}-mend`}>
          {mend}
        </p>
      )}
    </div>
  );
}
