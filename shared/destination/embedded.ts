/**
 * The destinations embedded in a destination: copies of pages under another name (AMP, caches,
 * translations, archives), unwrapped from the outside to the inside.
 */
import { copyServiceOf } from './copy-services.ts';
import { type Destination, parseDestination } from './destination.ts';

/** Copies of copies: nobody reads a translation of an archived cache of an AMP page. */
export const maximumDepth = 4;

export interface Embedded {
  /** From the outside to the inside; empty for what is no copy. */
  readonly copies: readonly Destination[];
  /**
   * False where the chain does not end in an original: its address cannot be read, or is not told,
   * or lies deeper than maximumDepth. Whose page it is then nobody can say.
   */
  readonly isKnown: boolean;
}

const nothing: Embedded = Object.freeze({ copies: [], isKnown: true });

export function embeddedIn(destination: Destination): Embedded {
  const first = originOf(destination);
  if (first === null) return nothing;
  const copies: Destination[] = [];
  for (let next: Destination | 'unknown' | null = first; next !== null; next = originOf(next)) {
    if (next === 'unknown' || copies.length === maximumDepth) return { copies, isKnown: false };
    copies.push(next);
  }
  return { copies, isKnown: true };
}

/** Whether some path of this host shows a copy of somebody else's page. */
export function servesCopies(host: string): boolean {
  return copyServiceOf(host) !== null;
}

function originOf(destination: Destination): Destination | 'unknown' | null {
  if (destination.path === '') return null;
  const text = copyServiceOf(destination.host)?.origin(destination) ?? null;
  if (text === null) return null;
  if (text === '') return 'unknown';
  const parsed = parseDestination(withScheme(text));
  return parsed.ok ? parsed.destination : 'unknown';
}

/** Without a scheme the services fetch by http. */
function withScheme(text: string): string {
  if (/^(?:[a-z][a-z0-9+.-]*:\/|https?:)/i.test(text)) return text;
  return `http://${text.replace(/^\/+/, '')}`;
}
