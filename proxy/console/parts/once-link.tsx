import { useId, useRef, useState } from 'preact/hooks';
import type { Account } from '../../../shared/protocol/accounts.ts';
import { useWords } from '../words/language.tsx';
import { Dialog } from './dialog.tsx';

/** A one-time link, shown once, to be copied. */
export function OnceLink({
  link,
  account,
  onClose,
}: {
  readonly link: string;
  readonly account: Account;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const own = words.work.accounts;
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(link);
      setSaid(words.copied);
    } catch {
      setSaid(words.notCopied);
    }
  };
  return (
    <Dialog title={own.linkTitle} onClose={onClose}>
      <p>
        <bdi>{account.name}</bdi> ({account.id})
      </p>
      <p>{own.linkHint}</p>
      <div class="field field-wide">
        <label for={id}>{own.link}</label>
        <input id={id} ref={field} class="code" readOnly value={link} />
      </div>
      <p role="status">{said}</p>
      <div class="dialog-buttons">
        <button type="button" class="button" onClick={onClose}>
          {words.close}
        </button>
        <button type="button" class="button button-strong" onClick={copy}>
          {words.copy}
        </button>
      </div>
    </Dialog>
  );
}
