/** Another text for a draft; its pictures and topic stay. */
import { useState } from 'preact/hooks';
import { text } from '../platform/text.ts';
import { askBackground } from './ask-background.ts';
import { FieldError } from './ask-form.tsx';
import { failureText } from './failure-text.ts';

export function ReviseForm({
  draft,
  words: before,
  files,
  onSent,
  onClose,
}: {
  draft: string;
  words: string;
  files: number;
  onSent: () => void;
  onClose: () => void;
}) {
  const [words, setWords] = useState(before);
  const [word, setWord] = useState('');
  const [error, setError] = useState<string | undefined>(undefined);
  const [isSending, setIsSending] = useState(false);
  const id = `revise-${draft}`;

  async function send(event: Event): Promise<void> {
    event.preventDefault();
    if (isSending) return;
    if (words.trim() === '') {
      setError(text('drafts_text_empty'));
      return;
    }
    setIsSending(true);
    const said = word.trim() === '' ? null : word.trim();
    const answer = await askBackground('revise-draft', { draft, text: words, word: said });
    setIsSending(false);
    if (answer?.ok) onSent();
    else setError(failureText(answer?.message));
  }

  return (
    <form onSubmit={(event) => void send(event)} noValidate>
      <label for={`${id}-text`}>{text('drafts_text')}</label>
      <textarea
        id={`${id}-text`}
        rows={5}
        maxLength={10_000}
        value={words}
        aria-invalid={error === undefined ? undefined : 'true'}
        aria-describedby={`${id}-error`}
        onInput={(event) => setWords(event.currentTarget.value)}
      />
      {files === 0 ? null : <p>{text('drafts_files_stay', String(files))}</p>}
      <label for={`${id}-word`}>{text('draft_word')}</label>
      <textarea
        id={`${id}-word`}
        rows={2}
        maxLength={500}
        value={word}
        onInput={(event) => setWord(event.currentTarget.value)}
      />
      <FieldError id={`${id}-error`} words={error} />
      <div class="row">
        <button type="submit">{text(isSending ? 'ask_sending' : 'drafts_revise_send')}</button>
        <button type="button" class="quiet" onClick={onClose}>
          {text('drafts_keep')}
        </button>
      </div>
    </form>
  );
}
