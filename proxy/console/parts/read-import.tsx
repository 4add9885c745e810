/** "Read it now": says what came of it, and keeps saying it below the button. */
import { useState } from 'preact/hooks';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { call } from '../api.ts';
import { importOutcomeText } from '../text/import-outcome.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';
import { announce } from './announce.tsx';
import { errorText } from './error-text.ts';

type Import = ConsoleAnswer<'postingImports'>['imports'][number];

export function ReadImport({
  of: { service, account },
  onRead,
}: {
  readonly of: Import;
  readonly onRead: (now: Import) => void;
}) {
  const words = useWords();
  const own = words.imports;
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const readNow = async () => {
    if (busy) return;
    setBusy(true);
    try {
      const answer = await call('readImport', { body: { service, account } });
      const text = importOutcomeText(answer, words);
      announce(text);
      // Why it failed stands in the row already.
      setSaid(answer.outcome.failure === null ? text : null);
      onRead(answer.import);
    } catch (error) {
      const text = errorText(error, words);
      announce(text);
      setSaid(text);
    } finally {
      setBusy(false);
    }
  };
  const text = busy ? own.reading : own.now;
  return (
    <div class="cell-hint">
      <button
        type="button"
        class="button read-import"
        aria-disabled={busy}
        aria-label={`${text}: ${visible(account)}`}
        onClick={() => void readNow()}
      >
        {text}
      </button>
      {said === null ? null : <p>{said}</p>}
    </div>
  );
}
