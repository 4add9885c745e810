import { guaranteedLetters } from '../../../shared/detection/registered/winnow.ts';
import type { ShownDocument } from '../../../shared/protocol/documents.ts';
import type { StoredDocument } from '../store/document-store.ts';
import { hasEnded } from './keep-set.ts';
import { documentId } from './register-document.ts';

/** A document as the console shows it. @param counting its fingerprints in the set; null: not there (yet) */
export function shownDocument(
  { number, digest: _, fingerprints, ...document }: StoredDocument,
  counting: number | null,
  now: number,
): ShownDocument {
  const { letters, purpose } = document;
  return {
    ...document,
    id: documentId(number),
    found: purpose === 'common' ? 'none' : letters < guaranteedLetters ? 'exact' : 'passages',
    own: purpose === 'common' || counting === null ? null : counting / Math.max(1, fingerprints),
    ended: hasEnded(document, now),
  };
}
