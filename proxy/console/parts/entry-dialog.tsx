import type { EntryFields } from '../../../shared/policy/schema.ts';
import { type EntryValues, entryFrom, valuesOf, weekdays } from '../changes/entry-values.ts';
import { actions } from '../text/kinds.ts';
import { useWords } from '../words/language.tsx';
import { CheckField } from './choices.tsx';
import { Dialog } from './dialog.tsx';
import { DialogButtons } from './dialog-buttons.tsx';
import { AreaField, SelectField, TextField } from './field.tsx';
import { FormProblem } from './form-problem.tsx';
import { ScopeFields } from './scope-fields.tsx';
import { useForm } from './use-form.ts';

export interface Choosable {
  readonly units: readonly string[];
  readonly users: readonly { readonly id: string; readonly name: string }[];
}

/** Adds an entry (`entry` null) or edits one. */
export function EntryDialog({
  entry,
  match,
  choosable,
  onSave,
  onClose,
}: {
  readonly entry: EntryFields | null;
  /** Filled in for a new entry. */
  readonly match?: string;
  readonly choosable: Choosable;
  readonly onSave: (entry: EntryFields) => void;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const own = words.policy.list;
  const form = useForm<EntryValues>({
    initial: { ...valuesOf(entry), ...(entry === null && match ? { match } : {}) },
    check: (values) => (values.match.trim() === '' ? { match: words.fieldRequired } : {}),
    submit: (values) => onSave(entryFrom(values, entry)),
  });
  return (
    <Dialog title={entry === null ? own.addTitle : own.editTitle} onClose={onClose}>
      <form {...form.props} class="form">
        <FormProblem form={form} />
        <TextField
          label={own.match}
          hint={own.matchHint}
          field={form.field('match')}
          required
          wide
          maxLength={2000}
        />
        <SelectField
          label={own.action}
          field={form.field('action')}
          options={[
            ['', own.actionOfList],
            ...actions.map((action) => [action, words.actions[action]] as const),
          ]}
        />
        <EntryCommonFields form={form} choosable={choosable} />
        <AreaField label={own.note} field={form.field('note')} rows={2} maxLength={500} />
        <DialogButtons submit={own.addToChanges} onClose={onClose} />
      </form>
    </Dialog>
  );
}

/** A user who is no longer in the policy stays choosable, to be taken out. */
function userOptions({ users }: Choosable, chosen: readonly string[]): string[] {
  return [...new Set([...users.map(({ id }) => id), ...chosen])];
}

function nameOf({ users }: Choosable, id: string): string {
  const name = users.find((each) => each.id === id)?.name;
  return name === undefined ? id : `${name} (${id})`;
}

/** Reason, owner, clause, term, hours, units, users, scope: the same for one entry and for many. */
export function EntryCommonFields({
  form,
  choosable,
}: {
  readonly form: ReturnType<typeof useForm<EntryValues>>;
  readonly choosable: Choosable;
}) {
  const words = useWords();
  const own = words.policy.list;
  return (
    <>
      <TextField label={own.reason} field={form.field('reason')} maxLength={500} />
      <TextField label={own.owner} field={form.field('owner')} maxLength={500} />
      <TextField
        label={own.clause}
        hint={words.policy.lists.clauseHint}
        field={form.field('clause')}
        maxLength={500}
      />
      <TextField label={own.from} hint={own.fromHint} field={form.field('from')} type="date" />
      <TextField label={own.until} hint={own.untilHint} field={form.field('until')} type="date" />
      <CheckField
        legend={own.hoursDays}
        hint={own.hoursDaysHint}
        options={weekdays}
        textOf={(day) => own.days[day as keyof typeof own.days]}
        values={form.values.days}
        onChange={(days) => form.set({ days })}
      />
      <TextField
        label={own.hoursFrom}
        hint={own.hoursHint}
        field={form.field('hoursFrom')}
        type="time"
      />
      <TextField
        label={own.hoursTo}
        hint={own.hoursHint}
        field={form.field('hoursTo')}
        type="time"
      />
      <SelectField
        label={own.holidays}
        hint={own.holidaysHint}
        field={form.field('holidays')}
        options={[
          ['', own.onHolidays],
          ['closed', own.notOnHolidays],
        ]}
      />
      <CheckField
        legend={own.units}
        hint={words.policy.lists.unitsHint}
        options={choosable.units}
        values={form.values.units}
        onChange={(units) => form.set({ units })}
      />
      <CheckField
        legend={own.users}
        hint={own.usersHint}
        options={userOptions(choosable, form.values.users)}
        textOf={(id) => nameOf(choosable, id)}
        values={form.values.users}
        onChange={(users) => form.set({ users })}
      />
      <ScopeFields form={form} />
    </>
  );
}
