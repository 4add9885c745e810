import type { AccessRequest } from '../../../shared/protocol/link.ts';
import { call } from '../api.ts';
import { useWords } from '../words/language.tsx';
import { Foreign } from './foreign.tsx';
import { SayWhyDialog } from './say-why-dialog.tsx';

export function DeclineDialog({
  request,
  onDone,
  onClose,
}: {
  readonly request: AccessRequest;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const own = useWords().work.requests;
  return (
    <SayWhyDialog
      title={own.declineTitle}
      label={own.declineWord}
      action={own.declineSubmit}
      onSay={async (word) => {
        await call('decline', { id: request.id, body: { word } });
        onDone();
      }}
      onClose={onClose}
    >
      <p>
        <Foreign text={request.url} code />
      </p>
    </SayWhyDialog>
  );
}
