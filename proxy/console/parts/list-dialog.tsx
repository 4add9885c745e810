import type { List } from '../../../shared/policy/schema.ts';
import type { ListFields } from '../changes/overlay.ts';
import { type ScopeValues, scopeFrom, scopeOf } from '../changes/scope-values.ts';
import { actions } from '../text/kinds.ts';
import { useWords } from '../words/language.tsx';
import { CheckField } from './choices.tsx';
import { Dialog } from './dialog.tsx';
import { DialogButtons } from './dialog-buttons.tsx';
import { SelectField, TextField } from './field.tsx';
import { FormProblem } from './form-problem.tsx';
import { ScopeFields } from './scope-fields.tsx';
import { type Mends, useForm } from './use-form.ts';

interface Values extends ScopeValues {
  id: string;
  title: string;
  action: string;
  owner: string;
  reason: string;
  clause: string;
  units: readonly string[];
}
const idPattern = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Makes a list (`list` null) or changes the settings of one. */
export function ListDialog({
  list,
  units,
  taken,
  onSave,
  onClose,
}: {
  readonly list: ListFields | null;
  readonly units: readonly string[];
  /** Ids of the lists that exist. */
  readonly taken: readonly string[];
  readonly onSave: (list: ListFields) => void;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const own = words.policy.lists;
  const form = useForm<Values>({
    initial: {
      id: list?.id ?? '',
      title: list?.title ?? '',
      action: list?.action ?? 'allow',
      owner: list?.owner ?? '',
      reason: list?.reason ?? '',
      clause: list?.clause ?? '',
      units: list?.units ?? [],
      ...scopeOf(list),
    },
    check: (values): Mends<Values> => ({
      ...(list === null && !idPattern.test(values.id) && { id: own.idWrong }),
      ...(list === null && taken.includes(values.id) && { id: own.idTaken }),
      ...(values.title.trim() === '' && { title: words.fieldRequired }),
      ...(values.owner.trim() === '' && { owner: words.fieldRequired }),
      ...(values.reason.trim() === '' && { reason: words.fieldRequired }),
    }),
    submit: (values) => onSave(listFrom(values, list)),
  });
  return (
    <Dialog title={list === null ? own.add : own.editList} onClose={onClose}>
      <form {...form.props} class="form">
        <FormProblem form={form} />
        {list === null ? (
          <TextField
            label={own.id}
            hint={own.idHint}
            field={form.field('id')}
            required
            maxLength={63}
          />
        ) : null}
        <TextField label={own.title} field={form.field('title')} required maxLength={500} />
        <SelectField
          label={own.action}
          field={form.field('action')}
          options={actions.map((action) => [action, words.actions[action]] as const)}
        />
        <TextField label={own.owner} field={form.field('owner')} required maxLength={500} />
        <TextField label={own.reason} field={form.field('reason')} required maxLength={500} />
        <TextField
          label={own.clause}
          hint={own.clauseHint}
          field={form.field('clause')}
          maxLength={500}
        />
        <CheckField
          legend={own.units}
          hint={own.unitsHint}
          options={units}
          values={form.values.units}
          onChange={(chosen) => form.set({ units: chosen })}
        />
        <ScopeFields form={form} />
        <DialogButtons submit={words.policy.list.addToChanges} onClose={onClose} />
      </form>
    </Dialog>
  );
}

function listFrom(values: Values, before: ListFields | null): ListFields {
  const {
    clause: _,
    units: __,
    terminals: ___,
    initiators: ____,
    readOnly: _____,
    ...kept
  } = before ?? {};
  const clause = values.clause.trim();
  return {
    ...kept,
    id: values.id,
    title: values.title.trim(),
    action: values.action as List['action'],
    owner: values.owner.trim(),
    reason: values.reason.trim(),
    ...(clause !== '' && { clause }),
    ...(values.units.length > 0 && { units: [...values.units] }),
    ...scopeFrom(values),
  };
}
