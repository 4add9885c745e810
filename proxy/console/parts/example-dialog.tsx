import { canonicalTest, type PolicyTestInput } from '../changes/test-changes.ts';
import { actions } from '../text/kinds.ts';
import { useWords } from '../words/language.tsx';
import { Dialog } from './dialog.tsx';
import { DialogButtons } from './dialog-buttons.tsx';
import { SelectField, TextField } from './field.tsx';
import { Foreign } from './foreign.tsx';
import { FormProblem } from './form-problem.tsx';
import { useForm } from './use-form.ts';

interface Values {
  expect: string;
  why: string;
}

/** What was tried becomes an example: what it must come out as, and why. */
export function ExampleDialog({
  asked,
  onSave,
  onClose,
}: {
  readonly asked: PolicyTestInput;
  readonly onSave: (test: ReturnType<typeof canonicalTest>) => void;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const own = words.examples;
  const form = useForm<Values>({
    initial: { expect: asked.expect, why: '' },
    submit: ({ expect, why }) => onSave(canonicalTest({ ...asked, expect, why })),
  });
  return (
    <Dialog title={own.addTitle} onClose={onClose}>
      <form {...form.props} class="form">
        <FormProblem form={form} />
        <p class="field-wide">
          <Foreign text={asked.url} code />
        </p>
        <SelectField
          label={own.expect}
          field={form.field('expect')}
          options={actions.map((action) => [action, words.actions[action]] as const)}
        />
        <TextField label={own.why} hint={own.whyHint} field={form.field('why')} maxLength={500} />
        <DialogButtons submit={words.policy.list.addToChanges} onClose={onClose} />
      </form>
    </Dialog>
  );
}
