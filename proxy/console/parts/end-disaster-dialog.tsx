import type { ShownDisaster } from '../../../shared/protocol/disasters.ts';
import { call } from '../api.ts';
import { useWords } from '../words/language.tsx';
import { Dialog } from './dialog.tsx';
import { DialogButtons } from './dialog-buttons.tsx';
import { servicesText } from './disaster-card.tsx';
import { AreaField } from './field.tsx';
import { Foreign } from './foreign.tsx';
import { FormProblem } from './form-problem.tsx';
import { useForm } from './use-form.ts';

/** Ends a switch before its time. */
export function EndDisasterDialog({
  disaster,
  onDone,
  onClose,
}: {
  readonly disaster: ShownDisaster;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const own = words.disaster;
  const form = useForm({
    initial: { word: '' },
    submit: async ({ word }) => {
      const said = word.trim();
      await call('endDisaster', { id: disaster.id, body: { word: said === '' ? null : said } });
      onDone();
    },
  });
  return (
    <Dialog title={own.endTitle} onClose={onClose}>
      <p>
        <Foreign text={own.endText(servicesText(disaster, words))} />
      </p>
      <form {...form.props} class="form">
        <FormProblem form={form} />
        <AreaField label={own.endWord} field={form.field('word')} maxLength={500} />
        <DialogButtons submit={own.end} busy={form.busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}
