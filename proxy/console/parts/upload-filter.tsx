import { type UploadQuery, uploadFilter } from '../text/audit-query.ts';
import { findings } from '../text/kinds.ts';
import { useWords } from '../words/language.tsx';
import { SelectField, TextField } from './field.tsx';
import { FilterButtons } from './filter-buttons.tsx';
import { FormProblem } from './form-problem.tsx';
import { useFilterForm } from './use-filter-form.ts';

export function UploadFilter({ filter }: { readonly filter: UploadQuery }) {
  const words = useWords();
  const own = words.content.uploads;
  const { audit } = words.work;
  const form = useFilterForm<keyof UploadQuery>(uploadFilter, filter, '/uploads');
  const any = ['', words.all] as const;
  return (
    <form {...form.props} class="form form-filter" aria-label={audit.filter}>
      <FormProblem form={form} />
      <TextField label={audit.user} field={form.field('user')} maxLength={100} />
      <TextField label={audit.unit} field={form.field('unit')} maxLength={100} />
      <TextField label={audit.host} field={form.field('host')} maxLength={300} />
      <SelectField
        label={own.kind}
        field={form.field('kind')}
        options={[any, ...findings.map((kind) => [kind, words.content.kinds[kind]] as const)]}
      />
      <SelectField
        label={own.decision}
        field={form.field('action')}
        options={[any, ...(['warn', 'block'] as const).map((a) => [a, words.actions[a]] as const)]}
      />
      <TextField label={own.rule} hint={own.ruleHint} field={form.field('rule')} maxLength={300} />
      <TextField
        label={audit.text}
        hint={audit.textHint}
        field={form.field('text')}
        maxLength={200}
      />
      <TextField label={audit.since} field={form.field('since')} type="datetime-local" />
      <TextField label={audit.until} field={form.field('until')} type="datetime-local" />
      <FilterButtons clear="/uploads" />
    </form>
  );
}
