/** The outcome of the last act: shown at the foot of the page and read out by screen readers. */
import { useEffect, useState } from 'preact/hooks';
import { usePlace } from '../place.ts';
import { useWords } from '../words/language.tsx';

let last = '';
let saidAt = 0;
/** A move this soon after the words belongs to the same act: the words stay (ms). */
const sameAct = 1000;
const listeners = new Set<(text: string) => void>();

export function announce(text: string): void {
  last = text;
  saidAt = performance.now();
  for (const tell of listeners) tell(text);
}

/** The next act takes the words of the last one away. */
function forgetOld(): void {
  if (last !== '' && performance.now() - saidAt > sameAct) announce('');
}

export function Announcement() {
  const words = useWords();
  const place = usePlace();
  const [text, setText] = useState(last);
  useEffect(() => {
    listeners.add(setText);
    return () => void listeners.delete(setText);
  }, []);
  useEffect(forgetOld, [place]);
  useEffect(() => {
    document.addEventListener('click', forgetOld);
    return () => document.removeEventListener('click', forgetOld);
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
