/** Who is signed in, for every page below. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ConsoleAnswer } from '../../shared/protocol/console.ts';

export type Session = ConsoleAnswer<'session'>;

const Context = createContext<Session | null>(null);
export const SessionProvider = Context.Provider;

export function useSession(): Session {
  const session = useContext(Context);
  if (session === null) throw new Error('useSession outside of SessionProvider');
  return session;
}

/** Whether the person may change policy, accounts and requests. */
export function useMayChange(): boolean {
  return useSession().account.role === 'administrator';
}
