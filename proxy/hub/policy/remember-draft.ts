/**
 * Checked, then published: the same changes on the same revision are not worked through twice. A
 * policy of ten thousand lines is published the moment that its button is pressed.
 */
import { createHash } from 'node:crypto';
import type { Change } from '../../../shared/protocol/policy-change.ts';
import type { Draft } from './make-draft.ts';

/** One administrator checks while another publishes. */
const mostKept = 3;

/** @param make what is asked for where it is not known; a failure is not kept */
export function rememberDrafts(
  make: (revision: number, changes: readonly Change[]) => Promise<Draft>,
): (revision: number, changes: readonly Change[]) => Promise<Draft> {
  const kept = new Map<string, Promise<Draft>>();
  return (revision, changes) => {
    const text = JSON.stringify([revision, changes]);
    const name = createHash('sha256').update(text).digest('base64');
    const known = kept.get(name);
    if (known !== undefined) return known;
    const making = make(revision, changes);
    kept.set(name, making);
    making.catch(() => kept.delete(name));
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    return making;
  };
}
