/** Grants a request: for whom, how wide, how long; shows the entry that it will open. */
import { useState } from 'preact/hooks';
import type { AccessRequest } from '../../../shared/protocol/link.ts';
import { call } from '../api.ts';
import { ApiError } from '../api-error.ts';
import { useSession } from '../session.tsx';
import { suggestAsKinds } from '../text/kinds.ts';
import { orNull } from '../text/or-null.ts';
import { periodText } from '../text/period-text.ts';
import { jst } from '../text/time.ts';
import type { Words } from '../words/ja.ts';
import { useWords } from '../words/language.tsx';
import { CheckField, RadioField } from './choices.tsx';
import { Dialog } from './dialog.tsx';
import { DialogButtons } from './dialog-buttons.tsx';
import { AreaField, TextField } from './field.tsx';
import { Foreign } from './foreign.tsx';
import { FormProblem } from './form-problem.tsx';
import { Notice } from './notice.tsx';
import { Opening } from './opening.tsx';
import { ProblemList } from './problem-list.tsx';
import { type Mends, useForm } from './use-form.ts';
import { reloadPublishing, usePublishing } from './use-publishing.ts';

const whom = ['person', 'unit', 'all'] as const;
const terms = ['hour', 'until', 'good'] as const;

interface Values {
  for: (typeof whom)[number];
  as: (typeof suggestAsKinds)[number];
  term: (typeof terms)[number];
  until: string;
  time: string;
  word: string;
  also: readonly string[];
}

export function GrantDialog({
  request,
  others,
  onDone,
  onClose,
}: {
  readonly request: AccessRequest;
  /** Open ones for the same host. */
  readonly others: readonly AccessRequest[];
  /** Published, or proposed. */
  readonly onDone: (revision: number | null, proposal: number | null) => void;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const own = words.work.requests;
  const access = words.access.requests;
  const publishing = usePublishing();
  const [problems, setProblems] = useState<ApiError['problems']>([]);
  const today = jst(new Date().toISOString()).slice(0, 10);
  const form = useForm<Values>({
    initial: {
      for: request.user === null ? 'all' : 'person',
      as: 'host',
      term: 'until',
      until: '',
      time: '',
      word: '',
      also: others.map(({ id }) => id),
    },
    check: (values): Mends<Values> =>
      values.term === 'until' && !(values.until >= today) ? { until: own.untilMissing } : {},
    submit: async (values) => {
      setProblems([]);
      try {
        const { revision, proposal } = await call('grant', {
          id: request.id,
          body: {
            for: values.for,
            as: values.as,
            term: values.term,
            until: values.term === 'until' ? momentOf(values) : null,
            word: orNull(values.word),
            also: [...values.also],
          },
        });
        void reloadPublishing();
        onDone(revision, proposal);
      } catch (error) {
        if (error instanceof ApiError) setProblems(error.problems);
        throw error;
      }
    },
  });
  const { user } = useSession().account;
  const ownRequest = request.user !== null && request.user === user;
  /** The longest time is the hub's to say. */
  const waits =
    publishing !== null &&
    publishing.signatures > 0 &&
    (!publishing.grantsAlone ||
      ownRequest ||
      form.values.for === 'all' ||
      form.values.term === 'good');
  const possible = whom.filter(
    (kind) => kind === 'all' || (kind === 'person' ? request.user !== null : request.unit !== null),
  );
  return (
    <Dialog title={own.grantTitle} onClose={onClose}>
      <p>
        <Foreign text={request.url} code />
      </p>
      <form {...form.props} class="form">
        <FormProblem form={form} />
        {problems.length > 0 ? <ProblemList problems={problems} /> : null}
        <RadioField
          legend={own.for}
          options={possible.map((value) => ({ value, text: own.forKinds[value] }))}
          value={form.values.for}
          onChange={(value) => form.set({ for: value })}
        />
        <RadioField
          legend={own.as}
          options={suggestAsKinds.map((value) => ({
            value,
            text: words.policy.paste.asKinds[value],
          }))}
          value={form.values.as}
          onChange={(as) => form.set({ as })}
        />
        <RadioField
          legend={own.term}
          options={terms.map((value) => ({ value, text: own.terms[value] }))}
          value={form.values.term}
          onChange={(term) => form.set({ term })}
        />
        {form.values.term === 'until' ? (
          <>
            <TextField
              label={own.untilDate}
              field={form.field('until')}
              type="date"
              min={today}
              required
            />
            <TextField label={access.untilTime} field={form.field('time')} type="time" />
          </>
        ) : null}
        <CheckField
          legend={access.also}
          options={others.map(({ id }) => id)}
          textOf={(id) =>
            askedBy(
              others.find((each) => each.id === id),
              words,
            )
          }
          values={form.values.also}
          onChange={(also) => form.set({ also })}
        />
        {form.mendOf('also') ? (
          <Notice kind="error">
            <p>{form.mendOf('also')}</p>
          </Notice>
        ) : null}
        {publishing !== null && publishing.signatures > 0 ? (
          <p class="field-wide quiet">
            {publishing.grantsAlone
              ? words.signing.grantNeeds(periodText(publishing.grantsAloneFor, words))
              : words.signing.grantAlwaysNeeds}
          </p>
        ) : null}
        <Opening request={request} as={form.values.as} />
        <AreaField label={own.word} field={form.field('word')} rows={2} maxLength={500} />
        <DialogButtons
          submit={waits ? words.signing.grantSubmit : own.grantSubmit}
          busy={form.busy}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}

function momentOf({ until, time }: Values): string {
  return time === '' ? until : `${until}T${time}:00+09:00`;
}

function askedBy(request: AccessRequest | undefined, words: Words): string {
  const who = [request?.user, request?.unit].filter((each) => each != null).join(words.comma);
  return `${who === '' ? '—' : who}: ${request?.url ?? ''}`;
}
