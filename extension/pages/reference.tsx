import { useState } from 'preact/hooks';
import { text } from '../platform/text.ts';

/** What is read out over the telephone. */
export function Reference({ id }: { id: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(id);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };
  return (
    <>
      <p class="reference">
        <code>{id}</code>
        <button type="button" class="quiet" onClick={() => void copy()}>
          {text('copy')}
        </button>
        <span role="status">{copied ? text('copied') : ''}</span>
      </p>
      <p class="hint">{text('reference_hint')}</p>
    </>
  );
}
