/** The switch: for which services, until when, why. */
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { call } from '../api.ts';
import { jst, jstInput, utcFromJst } from '../text/time.ts';
import { useWords } from '../words/language.tsx';
import { CheckField } from './choices.tsx';
import { AreaField, TextField } from './field.tsx';
import { FormProblem } from './form-problem.tsx';
import { useForm } from './use-form.ts';

type MayThrow = ConsoleAnswer<'disasters'>['mayThrow'];

export function ThrowDisaster({
  mayThrow,
  onDone,
}: {
  readonly mayThrow: MayThrow;
  readonly onDone: () => void;
}) {
  const own = useWords().disaster;
  const titles = new Map(mayThrow.map(({ id, title }) => [id, title]));
  /** The earliest of those that are chosen; of all, while none is. */
  const latestOf = (services: readonly string[]) => {
    const chosen = mayThrow.filter(({ id }) => services.length === 0 || services.includes(id));
    return chosen.map(({ latest }) => latest).toSorted()[0] ?? '';
  };
  const all = mayThrow.map(({ id }) => id);
  const form = useForm({
    initial: { services: all as readonly string[], until: jstInput(latestOf(all)), reason: '' },
    check: ({ services, until, reason }) => {
      const iso = utcFromJst(until);
      const latest = latestOf(services);
      const isGood = iso !== null && iso > new Date().toISOString() && iso <= latest;
      return {
        ...(services.length === 0 && { services: own.servicesMend }),
        ...(!isGood && { until: own.untilWrong(jst(latest, 'minute')) }),
        ...(reason.trim() === '' && { reason: own.reasonHint }),
      };
    },
    submit: async ({ services, until, reason }) => {
      const body = {
        services: [...services],
        until: utcFromJst(until) ?? '',
        reason: reason.trim(),
      };
      await call('throwDisaster', { body });
      onDone();
    },
  });
  const mend = form.mendOf('services');
  return (
    <form {...form.props} class="form">
      <FormProblem form={form} />
      <CheckField
        legend={own.services}
        hint={own.servicesHint}
        options={all}
        textOf={(id) => titles.get(id) ?? id}
        values={form.values.services}
        onChange={(services) => form.set({ services })}
      />
      {mend === undefined ? null : <p class="field-mend">{mend}</p>}
      <TextField
        label={own.until}
        hint={own.untilHint(jst(latestOf(form.values.services), 'minute'))}
        type="datetime-local"
        field={form.field('until')}
        required
      />
      <AreaField
        label={own.reason}
        hint={own.reasonHint}
        field={form.field('reason')}
        maxLength={500}
        required
      />
      <div class="button-row">
        <button type="submit" class="button button-danger" aria-disabled={form.busy}>
          {own.throwButton}
        </button>
      </div>
    </form>
  );
}
