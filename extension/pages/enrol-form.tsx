import { useState } from 'preact/hooks';
import { text } from '../platform/text.ts';
import { askBackground } from './ask-background.ts';
import { FieldError } from './ask-form.tsx';
import { failureText } from './failure-text.ts';

export function EnrolForm({ onEnrolled }: { onEnrolled: () => void }) {
  const [code, setCode] = useState('');
  const [error, setError] = useState<string | undefined>(undefined);
  const [sending, setSending] = useState(false);

  async function send(event: Event): Promise<void> {
    event.preventDefault();
    if (sending) return;
    if (code.trim() === '') {
      setError(text('error_code_empty'));
      return;
    }
    setSending(true);
    const answer = await askBackground('enrol', { code: code.trim() });
    setSending(false);
    if (answer?.ok) onEnrolled();
    else setError(failureText(answer?.message));
  }

  return (
    <section aria-labelledby="enrol">
      <h2 id="enrol">{text('popup_enrol_title')}</h2>
      <p class="hint" id="code-hint">
        {text('popup_enrol_hint')}
      </p>
      <form onSubmit={(event) => void send(event)} noValidate>
        <label for="code">{text('popup_enrol_code')}</label>
        <input
          id="code"
          name="code"
          autocomplete="off"
          spellcheck={false}
          maxLength={200}
          value={code}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={error ? 'code-error' : 'code-hint'}
          onInput={(event) => setCode(event.currentTarget.value)}
        />
        <FieldError id="code-error" words={error} />
        <button type="submit" aria-disabled={sending}>
          {text(sending ? 'ask_sending' : 'popup_enrol_button')}
        </button>
      </form>
    </section>
  );
}
