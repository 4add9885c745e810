import { useState } from 'preact/hooks';
import { useWords } from '../words/language.tsx';
import { Dialog } from './dialog.tsx';
import { errorText } from './error-text.ts';
import { Notice } from './notice.tsx';

/** Asks before something is destroyed. `onConfirm` may fail: its sentence is shown, the dialog stays. */
export function Confirm({
  title,
  text,
  action,
  onConfirm,
  onClose,
}: {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly onConfirm: () => void | Promise<void>;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await onConfirm();
    } catch (error) {
      setProblem(errorText(error, words));
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      {problem === null ? null : (
        <Notice kind="error" alert>
          <p>{problem}</p>
        </Notice>
      )}
      <div class="dialog-buttons">
        <button type="button" class="button" onClick={onClose}>
          {words.cancel}
        </button>
        <button type="button" class="button button-danger" aria-disabled={busy} onClick={confirm}>
          {action}
        </button>
      </div>
    </Dialog>
  );
}
