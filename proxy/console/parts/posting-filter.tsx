import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { type PostingQuery, postingFilter } from '../text/audit-query.ts';
import { acts, states } from '../text/kinds.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';
import { SelectField, TextField } from './field.tsx';
import { FilterButtons } from './filter-buttons.tsx';
import { FormProblem } from './form-problem.tsx';
import { useFilterForm } from './use-filter-form.ts';

type Services = ConsoleAnswer<'postings'>['services'];

/** A service that is not among one's own (any more) stays chosen. */
function serviceOptions(services: Services, chosen: string | undefined) {
  const known = services.map(({ id, title }) => [id, visible(title)] as const);
  const isUnknown = chosen !== undefined && !services.some(({ id }) => id === chosen);
  return isUnknown ? [...known, [chosen, visible(chosen)] as const] : known;
}

export function PostingFilter({
  filter,
  services,
}: {
  readonly filter: PostingQuery;
  readonly services: Services;
}) {
  const words = useWords();
  const own = words.content.postings;
  const { audit } = words.work;
  const form = useFilterForm<keyof PostingQuery>(postingFilter, filter, '/postings');
  const any = ['', words.all] as const;
  return (
    <form {...form.props} class="form form-filter" aria-label={audit.filter}>
      <FormProblem form={form} />
      <SelectField
        label={own.service}
        field={form.field('service')}
        options={[any, ...serviceOptions(services, filter.service)]}
      />
      <TextField
        label={own.account}
        hint={own.accountHint}
        field={form.field('account')}
        maxLength={300}
      />
      <TextField label={own.user} field={form.field('user')} maxLength={100} />
      <SelectField
        label={own.act}
        field={form.field('act')}
        options={[any, ...acts.map((act) => [act, own.acts[act]] as const)]}
      />
      <SelectField
        label={own.state}
        field={form.field('state')}
        options={[any, ...states.map((state) => [state, own.states[state]] as const)]}
      />
      <TextField label={own.text} hint={own.textHint} field={form.field('text')} maxLength={200} />
      <TextField label={audit.since} field={form.field('since')} type="datetime-local" />
      <TextField label={audit.until} field={form.field('until')} type="datetime-local" />
      <FilterButtons clear="/postings" />
    </form>
  );
}
