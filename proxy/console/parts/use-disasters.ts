/** Whether disaster postings are on; known to the banner and the page alike. Asked again at each move. */
import { useEffect, useState } from 'preact/hooks';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { call } from '../api.ts';
import { usePlace } from '../place.ts';
import { useSession } from '../session.tsx';

export type Disasters = ConsoleAnswer<'disasters'>;

let known: { readonly of: string; readonly answer: Disasters } | null = null;
const listeners = new Set<() => void>();

/** What the page has just heard of the hub. */
export function tellDisasters(of: string, answer: Disasters): void {
  known = { of, answer };
  for (const tell of listeners) tell();
}

/** null while nothing is known. */
export function useDisasters(): Disasters | null {
  const { id } = useSession().account;
  const { path } = usePlace();
  const [, setRound] = useState(0);
  useEffect(() => {
    const tell = () => setRound((before) => before + 1);
    listeners.add(tell);
    return () => void listeners.delete(tell);
  }, []);
  useEffect(() => {
    call('disasters').then(
      (answer) => tellDisasters(id, answer),
      // Without an answer what was known stays; the page itself says what went wrong.
      () => {},
    );
  }, [id, path]);
  return known !== null && known.of === id ? known.answer : null;
}
