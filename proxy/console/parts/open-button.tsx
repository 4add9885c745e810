import { useWords } from '../words/language.tsx';
import type { Opening } from './use-opened.ts';

/** Opens and closes what a row shows below itself. */
export function OpenButton({
  of,
  name,
  opening: { opened, toggle },
}: {
  readonly of: string;
  readonly name: string;
  readonly opening: Opening;
}) {
  const words = useWords();
  const isOpen = opened.has(of);
  const text = isOpen ? words.close : words.work.audit.open;
  return (
    <button
      type="button"
      class="button button-small"
      aria-expanded={isOpen}
      aria-label={`${text}: ${name}`}
      onClick={() => toggle(of)}
    >
      {text}
    </button>
  );
}
