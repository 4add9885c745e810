/** One way of notifications, with a test for administrators. */
import { useState } from 'preact/hooks';
import { call } from '../api.ts';
import { useMayChange } from '../session.tsx';
import { useWords } from '../words/language.tsx';
import { TextField } from './field.tsx';
import { Foreign } from './foreign.tsx';
import { FormProblem } from './form-problem.tsx';
import { Notice } from './notice.tsx';
import { useForm } from './use-form.ts';

const addressPattern = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export function TestNotification({
  channel,
  name,
  hint,
  onDone,
}: {
  /** `mail`, or the id of a webhook. */
  readonly channel: string;
  readonly name: string;
  readonly hint: string;
  readonly onDone: () => void;
}) {
  const own = useWords().notifications;
  const mayChange = useMayChange();
  const [outcome, setOutcome] = useState<{ kind: 'success' | 'error'; text: string } | null>(null);
  const isMail = channel === 'mail';
  const form = useForm({
    initial: { to: '' },
    check: ({ to }) => (isMail && !addressPattern.test(to.trim()) ? { to: own.toWrong } : {}),
    submit: async ({ to }) => {
      setOutcome(null);
      const body = { channel, to: isMail ? to.trim() : null };
      const { failure } = (await call('testNotification', { body })).notification;
      setOutcome(
        failure === null
          ? { kind: 'success', text: own.testSent }
          : { kind: 'error', text: own.testFailed(own.failures[failure]) },
      );
      onDone();
    },
  });
  return (
    <li class="card">
      <h3 class="card-title">
        <Foreign text={name} />
      </h3>
      <p>
        <Foreign text={hint} />
      </p>
      {mayChange ? (
        <form {...form.props} class="form">
          <FormProblem form={form} />
          {isMail ? (
            <TextField
              label={own.to}
              field={form.field('to')}
              type="email"
              maxLength={300}
              required
            />
          ) : null}
          {outcome === null ? null : (
            <Notice kind={outcome.kind} alert>
              <p>{outcome.text}</p>
            </Notice>
          )}
          <div class="button-row">
            <button
              type="submit"
              class="button"
              aria-disabled={form.busy}
              aria-label={own.testName(name)}
            >
              {own.test}
            </button>
          </div>
        </form>
      ) : null}
    </li>
  );
}
