/** What a one-time link opens: the first administrator registers, or an account sets its password. */
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { call } from '../api.ts';
import { ApiError } from '../api-error.ts';
import { TextField } from '../parts/field.tsx';
import { FormProblem } from '../parts/form-problem.tsx';
import { Loading } from '../parts/loading.tsx';
import { Moment } from '../parts/moment.tsx';
import { NewPasswordFields } from '../parts/new-password-fields.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { useForm } from '../parts/use-form.ts';
import { useLoad } from '../parts/use-load.ts';
import { passwordMends } from '../text/new-password.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';

type Info = ConsoleAnswer<'linkInfo'>;
const idPattern = /^[a-z0-9][a-z0-9._-]{1,62}$/;

async function readLink(token: string, signal: AbortSignal): Promise<Info | null> {
  if (token === '') return null;
  try {
    return await call('linkInfo', { body: { token }, signal });
  } catch (error) {
    if (error instanceof ApiError && error.status >= 400 && error.status < 429) return null;
    throw error;
  }
}

export function SetupPage({ onDone }: { readonly onDone: () => Promise<void> }) {
  const words = useWords();
  const token = location.hash.slice(1);
  const info = useLoad(token, (signal) => readLink(token, signal));
  return (
    <Loading loaded={info}>
      {(found) =>
        found ? (
          <LinkForm token={token} info={found} onDone={onDone} />
        ) : (
          <Page title={words.setup.invalidTitle}>
            <Notice kind="error">
              <p>{token === '' ? words.setup.noToken : words.setup.invalid}</p>
            </Notice>
            <p>
              <a href="/">{words.signIn.title}</a>
            </p>
          </Page>
        )
      }
    </Loading>
  );
}

function LinkForm({
  token,
  info,
  onDone,
}: {
  readonly token: string;
  readonly info: Info;
  readonly onDone: () => Promise<void>;
}) {
  const words = useWords();
  const first = info.purpose === 'first-administrator';
  const form = useForm({
    initial: { id: '', name: '', password: '', again: '' },
    check: (values) => {
      const password = passwordMends(words.password, values.password, values.again);
      return {
        ...(first && !idPattern.test(values.id) && { id: words.setup.idWrong }),
        ...(first && values.name.trim() === '' && { name: words.fieldRequired }),
        ...(password.next !== undefined && { password: password.next }),
        ...(password.again !== undefined && { again: password.again }),
      };
    },
    submit: async ({ id, name, password }) => {
      const person = first ? { id, name: name.trim() } : {};
      await call('useLink', { body: { token, password, ...person } });
      await onDone();
    },
  });
  const title = first ? words.setup.title : words.setup.passwordTitle;
  return (
    <Page title={title}>
      {info.account ? (
        <p>{words.setup.forAccount(info.account.id, visible(info.account.name))}</p>
      ) : null}
      <p>{words.setup.intro}</p>
      <p class="quiet">
        {words.setup.expires}: <Moment iso={info.expires} to="minute" />
      </p>
      <form {...form.props} class="form form-narrow">
        <FormProblem form={form} />
        {first ? (
          <>
            <TextField
              label={words.setup.id}
              hint={words.setup.idHint}
              field={form.field('id')}
              required
              autoComplete="username"
              maxLength={63}
            />
            <TextField
              label={words.setup.name}
              field={form.field('name')}
              required
              autoComplete="name"
              maxLength={100}
            />
          </>
        ) : null}
        <NewPasswordFields next={form.field('password')} again={form.field('again')} />
        <button type="submit" class="button button-strong" aria-disabled={form.busy}>
          {first ? words.setup.submit : words.setup.passwordTitle}
        </button>
      </form>
    </Page>
  );
}
