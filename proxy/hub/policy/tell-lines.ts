/** The lines of revisions that were published before the hub kept who changed which line. */
import { parsePolicy } from '../../../shared/policy/parse.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import type { Store } from '../store/store.ts';
import { difference } from './difference.ts';

/** Once for each revision; one that cannot be read any more is told as nothing. */
export async function tellLines(store: Pick<Store, 'revisions' | 'lines'>): Promise<void> {
  for (const number of await store.lines.untold()) {
    const after = await policyOf(store, number);
    const before = await policyOf(store, number - 1);
    const none = after && { ...after, destinations: { ...after.destinations, lists: [] } };
    const from = number === 1 ? none : before;
    const lists = after === null || from === null ? [] : difference(from, after).lists;
    await store.lines.tell(number, lists);
  }
}

async function policyOf({ revisions }: Pick<Store, 'revisions'>, number: number) {
  const found = await revisions.byNumber(number);
  return found === null ? null : (parsePolicy(found.yaml).policy satisfies Policy | null);
}
