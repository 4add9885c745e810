import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { visible } from '../text/visible.ts';
import { Hint } from './field.tsx';

interface Choice<T extends string> {
  readonly value: T;
  readonly text: string;
}

/** Choices that belong together, below their name and a hint. */
function Choices({
  legend,
  hint,
  children,
}: {
  readonly legend: string;
  readonly hint: string | undefined;
  readonly children: ComponentChildren;
}) {
  const id = useId();
  return (
    <fieldset class="choices" aria-describedby={hint ? `${id}-hint` : undefined}>
      <legend>{legend}</legend>
      <Hint id={id} text={hint} />
      {children}
    </fieldset>
  );
}

/** One of a few. */
export function RadioField<T extends string>({
  legend,
  hint,
  options,
  value,
  onChange,
}: {
  readonly legend: string;
  readonly hint?: string;
  readonly options: readonly Choice<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}) {
  const id = useId();
  return (
    <Choices legend={legend} hint={hint}>
      <div class="choices-row">
        {options.map((option) => (
          <label key={option.value} class="choice">
            <input
              type="radio"
              name={id}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.text}
          </label>
        ))}
      </div>
    </Choices>
  );
}

/** Any number of many. */
export function CheckField({
  legend,
  hint,
  options,
  textOf = (option) => option,
  values,
  onChange,
}: {
  readonly legend: string;
  readonly hint?: string;
  readonly options: readonly string[];
  readonly textOf?: (option: string) => string;
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}) {
  if (options.length === 0) return null;
  return (
    <Choices legend={legend} hint={hint}>
      <div class={options.length > 12 ? 'choices-row choices-many' : 'choices-row'}>
        {options.map((option) => (
          <label key={option} class="choice">
            <input
              type="checkbox"
              checked={values.includes(option)}
              onChange={(event) =>
                onChange(
                  event.currentTarget.checked
                    ? [...values, option]
                    : values.filter((each) => each !== option),
                )
              }
            />
            <bdi>{visible(textOf(option))}</bdi>
          </label>
        ))}
      </div>
    </Choices>
  );
}
