import { useWords } from '../words/language.tsx';

/** What a form in a dialog ends with: away from it, or on with what it is for. */
export function DialogButtons({
  submit,
  busy = false,
  danger = false,
  onClose,
}: {
  readonly submit: string;
  readonly busy?: boolean;
  /** It takes something away, or says no. */
  readonly danger?: boolean;
  readonly onClose: () => void;
}) {
  const words = useWords();
  return (
    <div class="dialog-buttons">
      <button type="button" class="button" onClick={onClose}>
        {words.cancel}
      </button>
      <button
        type="submit"
        class={danger ? 'button button-danger' : 'button button-strong'}
        aria-disabled={busy}
      >
        {submit}
      </button>
    </div>
  );
}
