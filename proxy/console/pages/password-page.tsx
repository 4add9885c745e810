import { call } from '../api.ts';
import { announce } from '../parts/announce.tsx';
import { TextField } from '../parts/field.tsx';
import { FormProblem } from '../parts/form-problem.tsx';
import { NewPasswordFields } from '../parts/new-password-fields.tsx';
import { Page } from '../parts/page.tsx';
import { useForm } from '../parts/use-form.ts';
import { passwordMends } from '../text/new-password.ts';
import { useWords } from '../words/language.tsx';

const empty = { current: '', next: '', again: '' };

export function PasswordPage() {
  const words = useWords();
  const form = useForm({
    initial: empty,
    check: (values) => ({
      ...(values.current === '' && { current: words.fieldRequired }),
      ...passwordMends(words.password, values.next, values.again),
    }),
    submit: async ({ current, next }) => {
      await call('changePassword', { body: { current, next } });
      form.set(empty);
      announce(words.password.done);
    },
  });
  return (
    <Page title={words.pages.password}>
      <form {...form.props} class="form form-narrow">
        <FormProblem form={form} />
        <TextField
          label={words.password.current}
          field={form.field('current')}
          required
          type="password"
          autoComplete="current-password"
        />
        <NewPasswordFields next={form.field('next')} again={form.field('again')} />
        <button type="submit" class="button button-strong" aria-disabled={form.busy}>
          {words.password.submit}
        </button>
      </form>
    </Page>
  );
}
