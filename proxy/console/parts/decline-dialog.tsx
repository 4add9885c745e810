import type { AccessRequest } from '../../../shared/protocol/link.ts';
import { call } from '../api.ts';
import { useWords } from '../words/language.tsx';
import { Dialog } from './dialog.tsx';
import { DialogButtons } from './dialog-buttons.tsx';
import { AreaField } from './field.tsx';
import { Foreign } from './foreign.tsx';
import { FormProblem } from './form-problem.tsx';
import { useForm } from './use-form.ts';

export function DeclineDialog({
  request,
  onDone,
  onClose,
}: {
  readonly request: AccessRequest;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const own = words.work.requests;
  const form = useForm({
    initial: { word: '' },
    check: ({ word }) => (word.trim() === '' ? { word: words.fieldRequired } : {}),
    submit: async ({ word }) => {
      await call('decline', { id: request.id, body: { word: word.trim() } });
      onDone();
    },
  });
  return (
    <Dialog title={own.declineTitle} onClose={onClose}>
      <p>
        <Foreign text={request.url} code />
      </p>
      <form {...form.props} class="form">
        <FormProblem form={form} />
        <AreaField label={own.declineWord} field={form.field('word')} required maxLength={500} />
        <DialogButtons submit={own.declineSubmit} busy={form.busy} danger onClose={onClose} />
      </form>
    </Dialog>
  );
}
