/** A dialog that says no to what somebody asked for, with a word on why. */
import type { ComponentChildren } from 'preact';
import { useWords } from '../words/language.tsx';
import { Dialog } from './dialog.tsx';
import { DialogButtons } from './dialog-buttons.tsx';
import { AreaField } from './field.tsx';
import { FormProblem } from './form-problem.tsx';
import { useForm } from './use-form.ts';

export function SayWhyDialog({
  title,
  label,
  action,
  children,
  onSay,
  onClose,
}: {
  readonly title: string;
  readonly label: string;
  readonly action: string;
  /** What it is about. */
  readonly children?: ComponentChildren;
  readonly onSay: (word: string) => Promise<void>;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const form = useForm({
    initial: { word: '' },
    check: ({ word }) => (word.trim() === '' ? { word: words.fieldRequired } : {}),
    submit: ({ word }) => onSay(word.trim()),
  });
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <form {...form.props} class="form">
        <FormProblem form={form} />
        <AreaField label={label} field={form.field('word')} required maxLength={500} />
        <DialogButtons submit={action} busy={form.busy} danger onClose={onClose} />
      </form>
    </Dialog>
  );
}
