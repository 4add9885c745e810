/** Titles of registered documents beside their ids, for those who may read them. */
import { call } from '../api.ts';
import { maySee } from '../navigation.ts';
import { useSession } from '../session.tsx';
import { useLoad } from './use-load.ts';

/** Never fails: without the list, ids stand alone. @param isWanted asks the hub only then */
export function useDocumentTitles(isWanted: boolean): ReadonlyMap<string, string> {
  const { role } = useSession().account;
  const reads = isWanted && maySee(role, 'documents');
  const { data } = useLoad(String(reads), async (signal) =>
    reads ? (await call('documents', { signal })).documents : [],
  );
  return new Map(data?.map(({ id, title }) => [id, title]));
}
