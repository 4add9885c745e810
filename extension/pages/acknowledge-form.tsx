import { useRef, useState } from 'preact/hooks';
import { text } from '../platform/text.ts';
import { askBackground } from './ask-background.ts';
import { FieldError } from './ask-form.tsx';
import { failureText } from './failure-text.ts';
import { OpenAgain } from './open-again.tsx';

/** Going on from a warning. What was typed stays where it is, whatever goes wrong. */
export function AcknowledgeForm(props: {
  reference: string;
  url: string;
  /** It is about what was sent, not where to. */
  isContent: boolean;
  onDone: () => void;
}) {
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | undefined>(undefined);
  const [state, setState] = useState<'open' | 'sending' | 'done'>('open');
  const [refused, setRefused] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);

  async function send(event: Event): Promise<void> {
    event.preventDefault();
    if (state !== 'open') return;
    if (reason.trim() === '') {
      setError(text('error_reason_empty'));
      field.current?.focus();
      return;
    }
    setError(undefined);
    setState('sending');
    const answer = await askBackground('acknowledge', {
      ref: props.reference,
      reason: reason.trim(),
    });
    setState(answer?.ok ? 'done' : 'open');
    // The link may have forgotten the decision: a new one is made by opening the page again.
    setRefused(answer?.ok === false);
    if (answer?.ok) props.onDone();
    else setError(failureText(answer?.message));
  }

  return (
    <form onSubmit={(event) => void send(event)} noValidate>
      <label for="go-on-reason">{text('ask_reason')}</label>
      <p class="hint" id="go-on-hint">
        {text(props.isContent ? 'guard_reason_hint' : 'go_on_hint')}
      </p>
      <textarea
        id="go-on-reason"
        name="go-on-reason"
        ref={field}
        rows={3}
        maxLength={500}
        value={reason}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? 'go-on-error' : 'go-on-hint'}
        onInput={(event) => setReason(event.currentTarget.value)}
      />
      <FieldError id="go-on-error" words={error} />
      {refused && !props.isContent && <OpenAgain url={props.url} />}
      <button type="submit" aria-disabled={state !== 'open'}>
        {text(
          state === 'sending'
            ? 'ask_sending'
            : props.isContent
              ? 'guard_record_reason'
              : 'go_on_send',
        )}
      </button>
      <p role="status" class={state === 'done' ? 'good' : undefined}>
        {state === 'done' ? text(props.isContent ? 'guard_send_again' : 'go_on_done') : ''}
      </p>
    </form>
  );
}
