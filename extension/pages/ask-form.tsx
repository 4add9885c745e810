import { useRef, useState } from 'preact/hooks';
import type { AccessRequest } from '../../shared/protocol/link.ts';
import { text } from '../platform/text.ts';
import { askBackground } from './ask-background.ts';
import { failureText } from './failure-text.ts';

interface Errors {
  url?: string;
  reason?: string;
  all?: string;
}

/** What was typed stays where it is, whatever goes wrong. */
export function AskForm(props: {
  reference: string;
  url: string;
  page: string | null;
  onSent: (request: AccessRequest) => void;
}) {
  const [url, setUrl] = useState(props.url);
  const [page, setPage] = useState(props.page ?? '');
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const [sending, setSending] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  async function send(event: Event): Promise<void> {
    event.preventDefault();
    if (sending) return;
    const missing: Errors = {
      ...(url.trim() === '' && { url: text('error_url_empty') }),
      ...(reason.trim() === '' && { reason: text('error_reason_empty') }),
    };
    setErrors(missing);
    const first = missing.url ? 'url' : missing.reason ? 'reason' : null;
    if (first) {
      form.current?.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
      return;
    }
    setSending(true);
    const answer = await askBackground('request-access', {
      ref: props.reference,
      url: url.trim(),
      page: page.trim() || null,
      reason: reason.trim(),
    });
    setSending(false);
    if (answer?.ok) props.onSent(answer.request);
    else setErrors({ all: failureText(answer?.message) });
  }

  return (
    <form ref={form} onSubmit={(event) => void send(event)} noValidate>
      <label for="ask-url">{text('ask_url')}</label>
      <input
        id="ask-url"
        name="url"
        type="url"
        dir="ltr"
        maxLength={8192}
        value={url}
        aria-invalid={errors.url ? 'true' : undefined}
        aria-describedby={errors.url ? 'ask-url-error' : undefined}
        onInput={(event) => setUrl(event.currentTarget.value)}
      />
      <FieldError id="ask-url-error" words={errors.url} />
      <label for="ask-page">{text('ask_page')}</label>
      <input
        id="ask-page"
        name="page"
        type="url"
        dir="ltr"
        maxLength={8192}
        value={page}
        onInput={(event) => setPage(event.currentTarget.value)}
      />
      <label for="ask-reason">{text('ask_reason')}</label>
      <p class="hint" id="ask-reason-hint">
        {text('ask_reason_hint')}
      </p>
      <textarea
        id="ask-reason"
        name="reason"
        rows={3}
        maxLength={1000}
        value={reason}
        aria-invalid={errors.reason ? 'true' : undefined}
        aria-describedby={errors.reason ? 'ask-reason-error' : 'ask-reason-hint'}
        onInput={(event) => setReason(event.currentTarget.value)}
      />
      <FieldError id="ask-reason-error" words={errors.reason} />
      <FieldError id="ask-error" words={errors.all} />
      <button type="submit" aria-disabled={sending}>
        {text(sending ? 'ask_sending' : 'ask_send')}
      </button>
    </form>
  );
}

export function FieldError({ id, words }: { id: string; words: string | undefined }) {
  return (
    <p id={id} class={words ? 'error' : undefined} role="alert">
      {words}
    </p>
  );
}
