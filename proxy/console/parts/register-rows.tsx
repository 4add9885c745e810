/** Rows of a form of the register: persons with their terms, topics with their examples. */
import { useId } from 'preact/hooks';
import type { PersonRow, TopicRow } from '../text/register-form.ts';
import { useWords } from '../words/language.tsx';
import { AreaField, TextField } from './field.tsx';
import type { Person } from './register-value.tsx';
import type { FieldHandle } from './use-form.ts';

interface RowsProps<R> {
  readonly rows: readonly R[];
  readonly onChange: (rows: readonly R[]) => void;
}

function handle<R>(
  { rows, onChange }: RowsProps<R>,
  index: number,
  key: keyof R & string,
): FieldHandle {
  const row = rows[index];
  return {
    name: `${key}-${index}`,
    value: String(row?.[key] ?? ''),
    mend: undefined,
    set: (value) =>
      onChange(rows.map((each, at) => (at === index ? { ...each, [key]: value } : each))),
  };
}

export function PeopleRows({
  known,
  ...props
}: RowsProps<PersonRow> & { readonly known: readonly Person[] }) {
  const own = useWords().register;
  const list = useId();
  const { rows, onChange } = props;
  return (
    <>
      <datalist id={list}>
        {known.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </datalist>
      {rows.map((row, index) => (
        <fieldset key={index} class="register-row">
          <legend>{own.newRow(index + 1)}</legend>
          <TextField
            label={own.person}
            field={handle(props, index, 'user')}
            list={list}
            autoComplete="off"
            required
            maxLength={100}
          />
          <TextField label={own.from} field={handle(props, index, 'from')} type="date" />
          <TextField label={own.until} field={handle(props, index, 'until')} type="date" />
          <RemoveRow
            name={row.user === '' ? own.newRow(index + 1) : row.user}
            onRemove={() => onChange(rows.filter((_, at) => at !== index))}
          />
        </fieldset>
      ))}
      <AddRow onAdd={() => onChange([...rows, { user: '', from: '', until: '' }])} />
    </>
  );
}

export function TopicRows(props: RowsProps<TopicRow>) {
  const own = useWords().register;
  const { rows, onChange } = props;
  return (
    <>
      {rows.map((row, index) => (
        <fieldset key={index} class="register-row">
          <legend>{own.newTopic(index + 1)}</legend>
          <TextField
            label={own.topic}
            field={handle(props, index, 'name')}
            autoComplete="off"
            required
            maxLength={500}
          />
          <AreaField label={own.topicExamples} field={handle(props, index, 'examples')} rows={2} />
          <RemoveRow
            name={row.name === '' ? own.newTopic(index + 1) : row.name}
            onRemove={() => onChange(rows.filter((_, at) => at !== index))}
          />
        </fieldset>
      ))}
      <AddRow onAdd={() => onChange([...rows, { name: '', examples: '' }])} />
    </>
  );
}

function RemoveRow({ name, onRemove }: { readonly name: string; readonly onRemove: () => void }) {
  const words = useWords();
  return (
    <button
      type="button"
      class="button-plain"
      aria-label={`${words.remove}: ${name}`}
      onClick={onRemove}
    >
      {words.remove}
    </button>
  );
}

function AddRow({ onAdd }: { readonly onAdd: () => void }) {
  return (
    <div class="button-row field-wide">
      <button type="button" class="button" onClick={onAdd}>
        {useWords().register.add}
      </button>
    </div>
  );
}
