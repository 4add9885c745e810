/** What the policy of now asks of a publish, and what waits; known to the menu and the forms alike. */
import { useEffect, useState } from 'preact/hooks';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { call } from '../api.ts';
import { maySee } from '../navigation.ts';
import { usePlace } from '../place.ts';
import { useSession } from '../session.tsx';

export type Publishing = ConsoleAnswer<'publishing'>;

let known: Publishing | null = null;
const listeners = new Set<(next: Publishing | null) => void>();

/** Without an answer what was known stays: a number in the menu is not worth a message. */
export async function reloadPublishing(): Promise<void> {
  try {
    known = await call('publishing');
  } catch {
    return;
  }
  for (const tell of listeners) tell(known);
}

/** null while it is not known, and for those whose role has nothing to do with it. */
export function usePublishing(): Publishing | null {
  const { role } = useSession().account;
  const reads = maySee(role, 'proposals');
  const [publishing, setPublishing] = useState(known);
  useEffect(() => {
    listeners.add(setPublishing);
    return () => void listeners.delete(setPublishing);
  }, []);
  return reads ? publishing : null;
}

/** Asked again at each move: a clock that asks by itself would keep sessions open for ever. */
export function useFreshPublishing(): Publishing | null {
  const { account } = useSession();
  const place = usePlace();
  const reads = maySee(account.role, 'proposals');
  useEffect(() => {
    if (reads) void reloadPublishing();
  }, [reads, account.id, place.path]);
  return usePublishing();
}
