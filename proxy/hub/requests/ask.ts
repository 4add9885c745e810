/** How often one person may ask: the same again is the same request, and answers are waited for. */
import type { AccessRequest } from '../../../shared/protocol/link.ts';

const dayMs = 86_400_000;
/** More are no requests any more: somebody has to be called. */
const openAtMost = 20;
const dailyAtMost = 50;

export type Asking =
  | { readonly kind: 'new' }
  | { readonly kind: 'same'; readonly request: AccessRequest }
  | { readonly kind: 'too-many' };

/**
 * @param earlier the person's own, of the last day at least
 * @param now epoch ms
 */
export function judgeAsking(url: string, earlier: readonly AccessRequest[], now: number): Asking {
  const open = earlier.filter(({ state }) => state === 'open');
  const same = open.find((each) => each.url === url);
  if (same !== undefined) return { kind: 'same', request: same };
  const today = earlier.filter(({ at }) => Date.parse(at) > now - dayMs);
  const isTooMany = open.length >= openAtMost || today.length >= dailyAtMost;
  return { kind: isTooMany ? 'too-many' : 'new' };
}
