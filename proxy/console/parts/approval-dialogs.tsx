/** Answers to a stopped upload: it may go until a moment, or it is sent back with a word. */
import { call } from '../api.ts';
import { orNull } from '../text/or-null.ts';
import { jstInput, utcFromJst } from '../text/time.ts';
import { useWords } from '../words/language.tsx';
import type { ShownApproval } from './approval-card.tsx';
import { Dialog } from './dialog.tsx';
import { DialogButtons } from './dialog-buttons.tsx';
import { AreaField } from './field.tsx';
import { Foreign } from './foreign.tsx';
import { FormProblem } from './form-problem.tsx';
import { SayWhyDialog } from './say-why-dialog.tsx';
import { isWithin, UntilField } from './until-field.tsx';
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
    check: ({ until }) => (isWithin(until, request.latest) ? {} : { until: own.untilWrong }),
    submit: async ({ until, word }) => {
      const body = { until: utcFromJst(until) ?? '', word: orNull(word) };
      await call('approveUpload', { id: request.id, body });
      onDone();
    },
  });
  return (
    <Dialog title={own.approveTitle} onClose={onClose}>
      <UploadLine request={request} />
      <form {...form.props} class="form">
        <FormProblem form={form} />
        <UntilField words={own} latest={request.latest} field={form.field('until')} />
        <AreaField label={own.word} field={form.field('word')} maxLength={500} />
        <DialogButtons submit={own.approve} busy={form.busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}

export function SendBackDialog({ request, onDone, onClose }: Asked) {
  const own = useWords().approvals;
  return (
    <SayWhyDialog
      title={own.sendBackTitle}
      label={own.sendBackWord}
      action={own.sendBack}
      onSay={async (word) => {
        await call('sendBackUpload', { id: request.id, body: { word } });
        onDone();
      }}
      onClose={onClose}
    >
      <UploadLine request={request} />
    </SayWhyDialog>
  );
}

function UploadLine({ request }: Pick<Asked, 'request'>) {
  return (
    <p>
      <Foreign text={request.item.name ?? ''} /> → <Foreign text={request.host} code />
    </p>
  );
}
