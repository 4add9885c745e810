import type { Account, Role } from '../../../shared/protocol/accounts.ts';
import { call } from '../api.ts';
import { ApiError } from '../api-error.ts';
import { roles } from '../text/kinds.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';
import { Dialog } from './dialog.tsx';
import { DialogButtons } from './dialog-buttons.tsx';
import { SelectField, TextField } from './field.tsx';
import { FormProblem } from './form-problem.tsx';
import { type Mends, useForm } from './use-form.ts';

interface Values {
  id: string;
  name: string;
  role: string;
  user: string;
}
const idPattern = /^[a-z0-9][a-z0-9._-]{1,62}$/;

/** Makes an account (`account` null) or changes name, role and user of one. */
export function AccountDialog({
  account,
  users,
  onCreated,
  onChanged,
  onClose,
}: {
  readonly account: Account | null;
  readonly users: readonly { readonly id: string; readonly name: string }[];
  readonly onCreated: (account: Account, link: string) => void;
  readonly onChanged: (account: Account) => void;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const own = words.work.accounts;
  const form = useForm<Values>({
    initial: {
      id: account?.id ?? '',
      name: account?.name ?? '',
      role: account?.role ?? 'staff',
      user: account?.user ?? '',
    },
    check: (values): Mends<Values> => ({
      ...(account === null && !idPattern.test(values.id) && { id: words.setup.idWrong }),
      ...(values.name.trim() === '' && { name: words.fieldRequired }),
    }),
    submit: async (values) => {
      const body = {
        name: values.name.trim(),
        role: values.role as Role,
        user: values.user === '' ? null : values.user,
      };
      if (account !== null) {
        onChanged((await call('changeAccount', { id: account.id, body })).account);
        return;
      }
      try {
        const made = await call('createAccount', { body: { id: values.id, ...body } });
        onCreated(made.account, made.link);
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 409 || error.fields.id) throw error;
        throw new ApiError(409, {
          error: { code: error.code, message: error.message, fields: { id: own.idTaken } },
        });
      }
    },
  });
  const known = users.map(({ id, name }) => [id, `${visible(name)} (${id})`] as const);
  const missing = form.values.user !== '' && !users.some(({ id }) => id === form.values.user);
  return (
    <Dialog title={account === null ? own.create : own.changeTitle(account.id)} onClose={onClose}>
      <form {...form.props} class="form">
        <FormProblem form={form} />
        {account === null ? (
          <TextField
            label={own.id}
            hint={words.setup.idHint}
            field={form.field('id')}
            required
            autoComplete="off"
            maxLength={63}
          />
        ) : null}
        <TextField
          label={own.name}
          field={form.field('name')}
          required
          autoComplete="off"
          maxLength={100}
        />
        <SelectField
          label={own.role}
          field={form.field('role')}
          options={roles.map((role) => [role, words.roles[role]] as const)}
        />
        <SelectField
          label={own.user}
          hint={own.userHint}
          field={form.field('user')}
          options={[
            ['', own.noUser],
            ...known,
            ...(missing ? [[form.values.user, form.values.user] as const] : []),
          ]}
        />
        <DialogButtons
          submit={account === null ? own.submit : words.save}
          busy={form.busy}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}
