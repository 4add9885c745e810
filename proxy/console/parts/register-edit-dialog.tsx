import { useState } from 'preact/hooks';
import type { RegisteredService, RegisterField } from '../../../shared/protocol/register.ts';
import { call } from '../api.ts';
import { ApiError } from '../api-error.ts';
import { fromForm, type RegisterValues, toForm } from '../text/register-form.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';
import { Dialog } from './dialog.tsx';
import { DialogButtons } from './dialog-buttons.tsx';
import { errorTextWithFields } from './error-text.ts';
import { TextField } from './field.tsx';
import { Notice } from './notice.tsx';
import { ProblemList } from './problem-list.tsx';
import { RegisterFields } from './register-fields.tsx';
import type { Person } from './register-value.tsx';
import { useForm } from './use-form.ts';

/** Changes one field; the hub's answer on it is shown here, and what was typed stays. */
export function RegisterEditDialog({
  of,
  field,
  account,
  revision,
  people,
  onDone,
  onClose,
}: {
  readonly of: RegisteredService;
  readonly field: RegisterField;
  readonly account: string | null;
  readonly revision: number;
  readonly people: readonly Person[];
  readonly onDone: (text: string) => void;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const own = words.register;
  const [failed, setFailed] = useState<unknown>(null);
  const form = useForm<RegisterValues & { note: string }>({
    initial: { ...toForm(of, field, account), note: '' },
    submit: async ({ note, ...values }) => {
      setFailed(null);
      const edits = [{ field, account, value: fromForm(field, values, of.rule) }];
      try {
        const body = { base: revision, edits, note: note.trim() };
        const { revision: next, proposal } = await call('editRegister', { id: of.service, body });
        onDone(proposal === null ? own.saved(String(next)) : own.proposed(String(proposal)));
      } catch (error) {
        setFailed(error);
      }
    },
  });
  const name = own.fields[field];
  return (
    <Dialog
      title={own.edit(account === null ? name : `${name} (${visible(account)})`)}
      onClose={onClose}
    >
      <form {...form.props} class="form">
        {failed === null ? null : (
          <div class="field-wide">
            <Notice kind="error" alert>
              <p>{errorTextWithFields(failed, words)}</p>
              {failed instanceof ApiError && failed.problems.length > 0 ? (
                <ProblemList
                  problems={failed.problems.filter(({ severity }) => severity === 'error')}
                />
              ) : null}
            </Notice>
          </div>
        )}
        <RegisterFields field={field} form={form} people={people} />
        <TextField
          label={own.note}
          hint={own.noteHint}
          field={form.field('note')}
          wide
          autoComplete="off"
          maxLength={500}
        />
        <p class="quiet field-wide">{own.editHint}</p>
        <DialogButtons submit={words.save} busy={form.busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}
