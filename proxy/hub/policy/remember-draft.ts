/**
 * Checked, then published: the same changes on the same revision are not worked through twice. A
 * policy of ten thousand lines is published the moment that its button is pressed.
 */
import { createHash } from 'node:crypto';
import type { Change } from '../../../shared/protocol/policy-change.ts';
import type { Draft } from './make-draft.ts';

/** One administrator checks while another publishes. */
const mostKept = 3;

type Make = (
  revision: number,
  changes: readonly Change[],
  sampleHosts?: readonly string[] | null,
) => Promise<Draft>;

/**
 * @param make what is asked for where it is not known; a failure is not kept. A draft that was looked
 *   at more closely serves whoever wants less.
 */
export function rememberDrafts(make: Make): Make {
  const kept = new Map<string, Promise<Draft>>();
  return (revision, changes, sampleHosts = null) => {
    const text = JSON.stringify([revision, changes]);
    const plain = createHash('sha256').update(text).digest('base64');
    const close = `${plain} looked at`;
    const name = sampleHosts === null ? plain : close;
    const known = kept.get(close) ?? kept.get(name);
    if (known !== undefined) return known;
    const making = make(revision, changes, sampleHosts);
    kept.set(name, making);
    making.catch(() => kept.delete(name));
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    return making;
  };
}
