/** The form of one field of the register. */
import type { OpenableField } from '../../../shared/policy/register-schema.ts';
import type { RegisterField } from '../../../shared/protocol/register.ts';
import type { RegisterValues } from '../text/register-form.ts';
import { useWords } from '../words/language.tsx';
import { CheckField } from './choices.tsx';
import { AreaField, SelectField, TextField } from './field.tsx';
import { PeopleRows, TopicRows } from './register-rows.tsx';
import type { Person } from './register-value.tsx';
import type { Form } from './use-form.ts';

const openable: Record<OpenableField, true> = {
  purpose: true,
  topics: true,
  topicMissing: true,
  notAllowed: true,
  hours: true,
  outsideHours: true,
  deputies: true,
  posters: true,
  address: true,
  official: true,
  twoFactor: true,
  suspended: true,
  terms: true,
};
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export function RegisterFields({
  field,
  form,
  people,
}: {
  readonly field: RegisterField;
  readonly form: Form<RegisterValues & { note: string }>;
  readonly people: readonly Person[];
}) {
  const words = useWords();
  const own = words.register;
  const label = own.fields[field];
  const { values, set } = form;
  const url = (
    <TextField
      label={own.url}
      field={form.field('text')}
      wide
      inputMode="url"
      autoComplete="off"
      maxLength={2000}
    />
  );
  switch (field) {
    case 'purpose':
      return <AreaField label={label} field={form.field('text')} maxLength={2000} />;
    case 'notAllowed':
      return <AreaField label={label} hint={own.oneALine} field={form.field('lines')} rows={6} />;
    case 'responsible':
      return <TextField label={own.person} field={form.field('text')} required maxLength={100} />;
    case 'address':
    case 'official':
      return url;
    case 'topics':
      return <TopicRows rows={values.topics} onChange={(topics) => set({ topics })} />;
    case 'deputies':
    case 'posters':
      return (
        <PeopleRows
          rows={values.people}
          known={people}
          onChange={(rows) => set({ people: rows })}
        />
      );
    case 'opened':
      return (
        <CheckField
          legend={label}
          options={Object.keys(openable)}
          textOf={(each) => own.fields[each as OpenableField]}
          values={values.picked}
          onChange={(picked) => set({ picked })}
        />
      );
    case 'topicMissing':
    case 'outsideHours':
    case 'pictureMetadata':
      return (
        <SelectField
          label={label}
          field={form.field('state')}
          options={(field === 'outsideHours'
            ? (['warn', 'block'] as const)
            : (['allow', 'warn', 'block'] as const)
          ).map((each) => [each, own.actions[each]] as const)}
        />
      );
    case 'twoFactor':
      return (
        <>
          <SelectField
            label={own.state}
            field={form.field('state')}
            options={(['on', 'off', 'unknown'] as const).map((each) => [each, own.states[each]])}
          />
          <TextField label={own.checked} field={form.field('date')} type="date" />
        </>
      );
    case 'suspended':
      return (
        <>
          <TextField
            label={own.reason}
            hint={own.suspendHint}
            field={form.field('text')}
            wide
            autoComplete="off"
            maxLength={500}
          />
          <TextField label={own.from} field={form.field('from')} type="date" />
          <TextField label={own.until} field={form.field('until')} type="date" />
        </>
      );
    case 'terms':
      return (
        <>
          {url}
          <TextField label={own.checked} field={form.field('date')} type="date" />
        </>
      );
    case 'hours':
      return (
        <>
          <CheckField
            legend={own.dayOfWeek}
            options={weekdays}
            textOf={(day) => words.policy.list.days[day as (typeof weekdays)[number]]}
            values={values.picked}
            onChange={(picked) => set({ picked })}
          />
          <TextField label={own.timeFrom} field={form.field('from')} type="time" />
          <TextField label={own.timeTo} field={form.field('until')} type="time" />
          <SelectField
            label={own.holiday}
            field={form.field('choice')}
            options={[
              ['', '—'],
              ['closed', own.holidays.closed],
              ['open', own.holidays.open],
            ]}
          />
        </>
      );
    default:
      return field satisfies never;
  }
}
