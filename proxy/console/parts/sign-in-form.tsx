import { call } from '../api.ts';
import { useWords } from '../words/language.tsx';
import { TextField } from './field.tsx';
import { FormProblem } from './form-problem.tsx';
import { type Mends, useForm } from './use-form.ts';

interface Values {
  id: string;
  password: string;
}

export function SignInForm({
  id = '',
  onDone,
}: {
  readonly id?: string;
  readonly onDone: (id: string) => void | Promise<void>;
}) {
  const words = useWords();
  const form = useForm<Values>({
    initial: { id, password: '' },
    check: (values): Mends<Values> => ({
      ...(values.id.trim() === '' && { id: words.fieldRequired }),
      ...(values.password === '' && { password: words.fieldRequired }),
    }),
    submit: async (values) => {
      const { account } = await call('signIn', {
        body: { id: values.id.trim(), password: values.password },
      });
      await onDone(account.id);
    },
  });
  return (
    <form {...form.props} class="form form-narrow">
      <FormProblem form={form} />
      <TextField
        label={words.signIn.id}
        field={form.field('id')}
        required
        autoComplete="username"
        maxLength={64}
      />
      <TextField
        label={words.signIn.password}
        field={form.field('password')}
        required
        type="password"
        autoComplete="current-password"
        maxLength={200}
      />
      <button type="submit" class="button button-strong" aria-disabled={form.busy}>
        {words.signIn.submit}
      </button>
    </form>
  );
}
