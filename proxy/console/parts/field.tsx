import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { useWords } from '../words/language.tsx';
import type { FieldHandle } from './use-form.ts';

interface Common {
  readonly label: string;
  readonly field: FieldHandle;
  readonly hint?: string;
  readonly required?: boolean;
  readonly wide?: boolean;
}

/** Label above, hint below it, then the field, and what to mend right at the field. */
function Frame({
  id,
  label,
  hint,
  mend,
  required,
  wide,
  children,
}: {
  readonly id: string;
  readonly label: string;
  readonly hint: string | undefined;
  readonly mend: string | undefined;
  readonly required: boolean | undefined;
  readonly wide: boolean | undefined;
  readonly children: ComponentChildren;
}) {
  const words = useWords();
  return (
    <div class={wide ? 'field field-wide' : 'field'}>
      <label for={id}>
        {label}
        {required ? <span class="field-required">{words.required}</span> : null}
      </label>
      <Hint id={id} text={hint} />
      {children}
      {mend === undefined ? null : (
        <p class="field-mend" id={`${id}-mend`}>
          {mend}
        </p>
      )}
    </div>
  );
}

/** Of the field with this id, which names it by `aria-describedby`. */
export function Hint({ id, text }: { readonly id: string; readonly text: string | undefined }) {
  return text ? (
    <p class="field-hint" id={`${id}-hint`}>
      {text}
    </p>
  ) : null;
}

function described(id: string, hint: string | undefined, mend: string | undefined) {
  const ids = [hint ? `${id}-hint` : '', mend === undefined ? '' : `${id}-mend`];
  const text = ids.filter((each) => each !== '').join(' ');
  return {
    id,
    'aria-describedby': text === '' ? undefined : text,
    'aria-invalid': mend === undefined ? undefined : ('true' as const),
  };
}

export function TextField({
  label,
  field,
  hint,
  required,
  wide,
  ...input
}: Common &
  Pick<
    JSX.InputHTMLAttributes,
    'type' | 'autoComplete' | 'inputMode' | 'min' | 'maxLength' | 'list'
  >) {
  const id = useId();
  return (
    <Frame {...{ id, label, hint, mend: field.mend, required, wide }}>
      <input
        {...input}
        {...described(id, hint, field.mend)}
        name={field.name}
        value={field.value}
        aria-required={required ? 'true' : undefined}
        autoCapitalize="none"
        spellcheck={false}
        onInput={(event) => field.set(event.currentTarget.value)}
      />
    </Frame>
  );
}

export function AreaField({
  label,
  field,
  hint,
  required,
  rows = 3,
  maxLength,
}: Common & { readonly rows?: number; readonly maxLength?: number }) {
  const id = useId();
  return (
    <Frame {...{ id, label, hint, mend: field.mend, required, wide: true }}>
      <textarea
        {...described(id, hint, field.mend)}
        name={field.name}
        rows={rows}
        maxLength={maxLength}
        value={field.value}
        aria-required={required ? 'true' : undefined}
        onInput={(event) => field.set(event.currentTarget.value)}
      />
    </Frame>
  );
}

export function SelectField({
  label,
  field,
  hint,
  options,
}: Common & { readonly options: readonly (readonly [value: string, text: string])[] }) {
  const id = useId();
  return (
    <Frame {...{ id, label, hint, mend: field.mend, required: false, wide: false }}>
      <select
        {...described(id, hint, field.mend)}
        name={field.name}
        value={field.value}
        onChange={(event) => field.set(event.currentTarget.value)}
      >
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </Frame>
  );
}
