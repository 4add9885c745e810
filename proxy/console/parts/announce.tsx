/** The outcome of the last act: shown at the foot of the page and read out by screen readers. */
import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../words/language.tsx';

let last = '';
const listeners = new Set<(text: string) => void>();

export function announce(text: string): void {
  last = text;
  for (const tell of listeners) tell(text);
}

export function Announcement() {
  const words = useWords();
  const [text, setText] = useState(last);
  useEffect(() => {
    listeners.add(setText);
    return () => void listeners.delete(setText);
  }, []);
  return (
    <div class="announcement">
      <div role="status" aria-live="polite" class={text === '' ? '' : 'announcement-text'}>
        {text}
      </div>
      {text === '' ? null : (
        <button type="button" class="button-plain" onClick={() => announce('')}>
          {words.close}
        </button>
      )}
    </div>
  );
}
