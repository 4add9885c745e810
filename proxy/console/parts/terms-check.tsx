import { useState } from 'preact/hooks';
import { call } from '../api.ts';
import { ownHalf } from '../text/own-half.ts';
import { useWords } from '../words/language.tsx';
import { errorTextWithFields } from './error-text.ts';
import { Notice } from './notice.tsx';

/** Fetches the terms, says whether they changed, and notes that somebody checked them today. */
export function TermsCheck({
  service,
  onDone,
}: {
  readonly service: string;
  readonly onDone: (text: string) => void;
}) {
  const words = useWords();
  const own = words.register;
  const [busy, setBusy] = useState(false);
  const [changed, setChanged] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const check = async (read: string | null) => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const answer = await call('checkTerms', { id: service, body: { read } });
      switch (answer.state) {
        case 'failed':
          setProblem(own.termsFailed(ownHalf(answer.message, words.code)));
          break;
        case 'changed':
          setChanged(answer.hash);
          break;
        case 'first':
          onDone(own.termsFirst);
          break;
        case 'same':
          onDone(own.termsSame);
          break;
        case 'read':
          setChanged(null);
          onDone(own.termsRead);
      }
    } catch (error) {
      setProblem(errorTextWithFields(error, words));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <p class="quiet">{own.checkTermsHint}</p>
      <p role="status">{busy ? own.checking : ''}</p>
      {problem === null ? null : (
        <Notice kind="error" alert>
          <p>{problem}</p>
        </Notice>
      )}
      {changed === null ? null : (
        <Notice kind="warning" alert>
          <p>{own.termsChanged}</p>
        </Notice>
      )}
      <div class="button-row">
        <button type="button" class="button" aria-disabled={busy} onClick={() => check(changed)}>
          {changed === null ? own.checkTerms : own.termsReadNow}
        </button>
      </div>
    </>
  );
}
