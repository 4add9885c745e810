/** What the guard of a page may ask, checked where it arrives: a page is a page. */
import { z } from 'zod';
import { longestPassword } from '../../shared/protocol/lock.ts';
import type { GuardAsk } from '../guard/channel.ts';

const key = z.int().nonnegative().max(10_000);

export const guardAskSchema = z.discriminatedUnion('ask', [
  z.object({
    ask: z.literal('inspect'),
    key,
    kind: z.enum(['file', 'text']),
    name: z.string(),
    content: z.instanceof(Blob),
    password: z.string().min(1).max(longestPassword).optional(),
  }),
  z.object({ ask: z.literal('cancel'), key }),
  z.object({
    ask: z.literal('take-out'),
    key,
    decision: z.string().max(40),
    name: z.string(),
    content: z.instanceof(Blob),
  }),
  z.object({
    ask: z.literal('acknowledge'),
    decision: z.string().max(40),
    reason: z.string().min(1).max(500),
  }),
  z.object({ ask: z.literal('withdraw'), decision: z.string().max(40) }),
  z.object({
    ask: z.literal('ask-approval'),
    decision: z.string().max(40),
    reason: z.string().min(1).max(500),
  }),
  z.object({
    ask: z.literal('send-draft'),
    decision: z.string().max(40),
    topic: z.string().max(300).nullable(),
    word: z.string().max(500).nullable(),
  }),
  z.object({
    ask: z.literal('pick-topic'),
    decision: z.string().max(40),
    topic: z.string().min(1).max(300),
  }),
]) satisfies z.ZodType<GuardAsk>;

interface Sender {
  url?: string | undefined;
  origin?: string | undefined;
  tab?: { url?: string | undefined } | undefined;
}

/**
 * The page that a frame stands for, as the browser says it. `about:blank`, `blob:` and the like act
 * for whoever made them: their origin, else the tab. null: nobody can tell.
 */
export function pageOf({ url, origin, tab }: Sender): string | null {
  const [page] = [url, origin && `${origin}/`, tab?.url].filter(
    (each) => each !== undefined && /^https?:\/\//.test(each),
  );
  return page === undefined ? null : page.replace(/#.*$/s, '').slice(0, 8192);
}
