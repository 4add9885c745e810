/**
 * What is said of a request that is part of an upload in several: of the last one the whole file is
 * inspected, of one that stands alone never more than partly.
 */
import type { ByteBudget } from './byte-budget.ts';
import type { ContentOptions, InspectedItem } from './content-options.ts';
import type { HeldBody } from './held-body.ts';
import { inspectHeld, type Look } from './inspect-held.ts';
import type { Together, Whole } from './resumable/put-together.ts';
import { keyedDigest } from './seen-postings.ts';

export interface InspectTogetherWith {
  readonly content: Pick<ContentOptions, 'inspectRequest' | 'keys'>;
  readonly budget: ByteBudget;
}

interface Seen {
  readonly items: readonly InspectedItem[];
  readonly body: Uint8Array | null;
}

export async function inspectTogether(
  together: Together,
  held: HeldBody | null,
  look: Look,
  options: InspectTogetherWith,
): Promise<Seen> {
  const { content } = options;
  switch (together.kind) {
    case 'ordinary':
    case 'created':
      return inspectHeld(held, look, content);
    case 'answered': {
      // Of a form the fields; the file waits for its rest.
      const { items, body } = await inspectHeld(held, look, content);
      return { items: items.map((item) => (item.kind === 'file' ? sofar(item) : item)), body };
    }
    case 'alone': {
      const { items, body } = await inspectHeld(held, look, content);
      return { items: asPart(items, together.why, held, content), body };
    }
    case 'whole':
      return inspectWhole(together, held, look, options);
    default:
      return together satisfies never;
  }
}

async function inspectWhole(
  whole: Whole,
  held: HeldBody | null,
  look: Look,
  { content, budget }: InspectTogetherWith,
): Promise<Seen> {
  const own = whole.isForm ? await inspectHeld(held, look, content) : null;
  const fields = own?.items.filter(({ kind }) => kind !== 'file') ?? [];
  const holds = held?.state === 'held' ? held.bytes.length : 0;
  if (!(await budget.wait(whole.bytes, holds, look.signal))) {
    const { items, body } = own ?? (await inspectHeld(held, look, content));
    return { items: asPart(items, 'busy', held, content), body };
  }
  try {
    const bytes = await whole.read();
    const name = whole.name === null ? '' : `; filename*=UTF-8''${encodeURIComponent(whole.name)}`;
    const headers = {
      'content-type': whole.isForm
        ? 'application/octet-stream'
        : look.request.headers['content-type'],
      'content-disposition': `attachment${name}`,
    };
    const file = { state: 'held', bytes, stream: unused, release: () => {} } as const;
    const request = { ...look.request, headers };
    // Its query has been looked at with the fields.
    const asked = whole.isForm ? { ...look, asksMuch: false } : look;
    const { items } = await inspectHeld(file, { ...asked, request }, content);
    return { items: [...items, ...fields], body: own?.body ?? null };
  } finally {
    budget.giveBack(whole.bytes);
  }
}

const unused = () => {
  throw new Error('what is put together is not what goes on');
};

function sofar({ why: _, ...item }: InspectedItem): InspectedItem {
  return { ...item, inspected: true };
}

/** Whatever was read of it: it is not all. */
function asPart(
  items: readonly InspectedItem[],
  why: string,
  held: HeldBody | null,
  { keys }: Pick<ContentOptions, 'keys'>,
): InspectedItem[] {
  const marked = items.map((item) =>
    item.kind === 'query'
      ? item
      : { ...item, inspected: item.inspected === false ? false : ('partly' as const), why },
  );
  if (marked.some(({ kind }) => kind !== 'query')) return marked;
  const bytes = held?.state === 'held' ? held.bytes : new Uint8Array();
  const digest = keyedDigest(keys.digest, bytes);
  const rest = { kind: 'raw', name: null, type: null, findings: [] } as const;
  return [{ ...rest, bytes: bytes.length, inspected: false, why, digest }, ...marked];
}
