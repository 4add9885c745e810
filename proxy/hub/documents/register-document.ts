/** A file → a registered document: read in a process of its own, and forgotten there. */
import type { Registration } from '../../../shared/protocol/documents.ts';
import type { Fingerprinting, InspectionPool } from '../../inspection/pool.ts';
import type { Change } from '../records/hub-audit.ts';
import type { StoredDocument } from '../store/document-store.ts';
import type { LeftChange, Store } from '../store/store.ts';

export type Registered =
  | { readonly outcome: 'registered'; readonly document: StoredDocument }
  | { readonly outcome: 'taken' }
  /** Nothing to register: no byte, or a text without a letter that shall not count. */
  | { readonly outcome: 'empty' }
  /** Too large, too slow, not there. */
  | { readonly outcome: 'not-read'; readonly why: string };

export interface RegisterOptions {
  readonly store: Pick<Store, 'documents'>;
  readonly pool: Pick<InspectionPool, 'fingerprint'>;
  readonly secret: Uint8Array;
  readonly left: (change: Change) => LeftChange;
  readonly now: () => number;
}

export async function registerDocument(
  { store, pool, secret, left, now }: RegisterOptions,
  registration: Registration,
  { name, content }: Pick<Fingerprinting, 'name' | 'content'>,
  by: string,
): Promise<Registered> {
  const everyGram = registration.purpose === 'common';
  const made = await pool.fingerprint({ content, name, secret, everyGram });
  const { type, bytes, letters, digest, why = null, grams } = made;
  if (digest === '') return { outcome: 'not-read', why: why ?? 'crashed' };
  if (bytes === 0 || (everyGram && grams.length === 0)) return { outcome: 'empty' };
  const document = await store.documents.add(
    {
      ...registration,
      ...{ type, bytes, letters, fingerprints: grams.length / 2, why, digest },
      addedAt: new Date(now()).toISOString(),
      addedBy: by,
    },
    new Uint8Array(grams.buffer, grams.byteOffset, grams.byteLength),
    (number) => [left(registeredChange({ ...registration, number }, by))],
  );
  return document === null ? { outcome: 'taken' } : { outcome: 'registered', document };
}

export function registeredChange(
  document: Pick<StoredDocument, 'number' | 'level' | 'owner' | 'title' | 'purpose'>,
  by: string,
): Change {
  return { act: 'document-registered', actor: by, ...namedIn(document) };
}

export function removedChange(document: StoredDocument, by: string): Change {
  return { act: 'document-removed', actor: by, ...namedIn(document) };
}

function namedIn({
  number,
  level,
  owner,
  title,
  purpose,
}: Pick<StoredDocument, 'number' | 'level' | 'owner' | 'title' | 'purpose'>) {
  const what = purpose === 'common' ? 'common text' : level;
  return { subject: `document ${documentId(number)}`, detail: `${what}, ${owner}: ${title}` };
}

/** `R-12`: what staff are told of it. */
export function documentId(number: number): string {
  return `R-${number}`;
}

/** null: no such id. */
export function documentNumber(id: string): number | null {
  const found = /^R-(\d{1,9})$/.exec(id);
  return found === null ? null : Number(found[1]);
}
