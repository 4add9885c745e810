/** Names of people and terminals beside their ids, for those who may read them. */
import { useMemo } from 'preact/hooks';
import { call } from '../api.ts';
import { maySee } from '../navigation.ts';
import { useSession } from '../session.tsx';
import { namesOf } from '../text/names-of.ts';
import { useLoad } from './use-load.ts';

export interface Names {
  /** `田中 (tanaka)`; the id alone where no name is known. */
  person(id: string | null): string | null;
  terminal(id: string): string;
  readonly terminals: readonly { readonly id: string; readonly name: string }[];
}

/** Never fails: without the lists, ids stand alone. */
export function useNames(): Names {
  const { role } = useSession().account;
  const reads = maySee(role, 'overview');
  const loaded = useLoad(String(reads), async (signal) => {
    if (!reads) return null;
    const [lists, terminals] = await Promise.all([
      call('lists', { signal }),
      call('terminals', { signal }),
    ]);
    return { users: lists.users, terminals: terminals.terminals };
  });
  const { data } = loaded;
  return useMemo(() => namesOf(data?.users ?? [], data?.terminals ?? []), [data]);
}
