import { auditFilter, type FilterQuery } from '../text/audit-query.ts';
import { actions, reasons } from '../text/kinds.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';
import { SelectField, TextField } from './field.tsx';
import { FilterButtons } from './filter-buttons.tsx';
import { FormProblem } from './form-problem.tsx';
import { useFilterForm } from './use-filter-form.ts';
import type { Names } from './use-names.ts';

const types = ['decision', 'outcome', 'change'] as const;

/** The hub records as well; a terminal that is not known (any more) stays choosable. */
function terminalOptions(terminals: Names['terminals'], chosen: string | undefined, hub: string) {
  const known = [
    ...terminals.map(({ id, name }) => [id, visible(name)] as const),
    ['hub', hub] as const,
  ];
  const unknown = chosen !== undefined && !known.some(([id]) => id === chosen);
  return unknown ? [...known, [chosen, visible(chosen)] as const] : known;
}

/** The filter as a form; it lives in the address, so that a view can be kept and sent. */
export function AuditFilter({
  filter,
  terminals,
}: {
  readonly filter: FilterQuery;
  readonly terminals: Names['terminals'];
}) {
  const words = useWords();
  const own = words.work.audit;
  const form = useFilterForm<keyof FilterQuery>(auditFilter, filter, '/audit');
  const any = ['', words.all] as const;
  return (
    <form {...form.props} class="form form-filter" aria-label={own.filter}>
      <FormProblem form={form} />
      <SelectField
        label={own.type}
        field={form.field('type')}
        options={[any, ...types.map((type) => [type, own.types[type]] as const)]}
      />
      <SelectField
        label={own.action}
        field={form.field('action')}
        options={[any, ...actions.map((action) => [action, words.actions[action]] as const)]}
      />
      <SelectField
        label={own.reason}
        field={form.field('reason')}
        options={[any, ...reasons.map((reason) => [reason, words.reasons[reason]] as const)]}
      />
      <TextField label={own.host} field={form.field('host')} maxLength={300} />
      <TextField label={own.user} field={form.field('user')} maxLength={100} />
      <TextField label={own.unit} field={form.field('unit')} maxLength={100} />
      <SelectField
        label={own.terminal}
        field={form.field('terminal')}
        options={[any, ...terminalOptions(terminals, filter.terminal, own.hub)]}
      />
      <TextField label={own.act} hint={own.actHint} field={form.field('act')} maxLength={40} />
      <TextField label={own.id} field={form.field('id')} maxLength={40} />
      <TextField label={own.text} hint={own.textHint} field={form.field('text')} maxLength={200} />
      <TextField label={own.since} field={form.field('since')} type="datetime-local" />
      <TextField label={own.until} field={form.field('until')} type="datetime-local" />
      <FilterButtons clear="/audit" />
    </form>
  );
}
