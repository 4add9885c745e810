/** Answers to a stopped upload: it may go until a moment, or it is sent back with a word. */
import { call } from '../api.ts';
import { jst, jstInput, utcFromJst } from '../text/time.ts';
import { useWords } from '../words/language.tsx';
import type { ShownApproval } from './approval-card.tsx';
import { Dialog } from './dialog.tsx';
import { DialogButtons } from './dialog-buttons.tsx';
import { AreaField, TextField } from './field.tsx';
import { Foreign } from './foreign.tsx';
import { FormProblem } from './form-problem.tsx';
import { useForm } from './use-form.ts';

interface Asked {
  readonly request: ShownApproval;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function ApproveDialog({ request, onDone, onClose }: Asked) {
  const words = useWords();
  const own = words.approvals;
  const form = useForm({
    initial: { until: jstInput(request.latest), word: '' },
    check: ({ until }) => {
      const iso = utcFromJst(until);
      const isGood = iso !== null && iso > new Date().toISOString() && iso <= request.latest;
      return isGood ? {} : { until: own.untilWrong };
    },
    submit: async ({ until, word }) => {
      await call('approveUpload', {
        id: request.id,
        body: { until: utcFromJst(until) ?? '', word: word.trim() === '' ? null : word.trim() },
      });
      onDone();
    },
  });
  return (
    <Dialog title={own.approveTitle} onClose={onClose}>
      <p>
        <Foreign text={request.item.name ?? ''} /> → <Foreign text={request.host} code />
      </p>
      <form {...form.props} class="form">
        <FormProblem form={form} />
        <TextField
          label={own.until}
          hint={own.untilHint(jst(request.latest, 'minute'))}
          type="datetime-local"
          field={form.field('until')}
          required
        />
        <AreaField label={own.word} field={form.field('word')} maxLength={500} />
        <DialogButtons submit={own.approve} busy={form.busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}

export function SendBackDialog({ request, onDone, onClose }: Asked) {
  const words = useWords();
  const own = words.approvals;
  const form = useForm({
    initial: { word: '' },
    check: ({ word }) => (word.trim() === '' ? { word: words.fieldRequired } : {}),
    submit: async ({ word }) => {
      await call('sendBackUpload', { id: request.id, body: { word: word.trim() } });
      onDone();
    },
  });
  return (
    <Dialog title={own.sendBackTitle} onClose={onClose}>
      <p>
        <Foreign text={request.item.name ?? ''} /> → <Foreign text={request.host} code />
      </p>
      <form {...form.props} class="form">
        <FormProblem form={form} />
        <AreaField label={own.sendBackWord} field={form.field('word')} required maxLength={500} />
        <DialogButtons submit={own.sendBack} busy={form.busy} danger onClose={onClose} />
      </form>
    </Dialog>
  );
}
