/** A draft whose pictures are being inspected: asked for again until that is done. */
import { useEffect, useState } from 'preact/hooks';
import type { ShownDraft } from '../../../shared/protocol/drafts.ts';
import { call } from '../api.ts';

const everyMs = 1_500;

export function useInspected(loaded: ShownDraft): ShownDraft {
  const [fresh, setFresh] = useState<ShownDraft | null>(null);
  // Of another version it says nothing; of this one, nothing but what was found.
  const isSame = fresh?.id === loaded.id && fresh.version === loaded.version;
  const draft = isSame
    ? { ...loaded, pictures: fresh.pictures, objections: fresh.objections }
    : loaded;
  const waits = draft.pictures.some(({ isKept, report }) => isKept && report === null);
  useEffect(() => {
    if (!waits) return undefined;
    const timer = setInterval(() => {
      call('draft', { id: loaded.id }).then(
        (answer) => setFresh(answer.draft),
        () => {},
      );
    }, everyMs);
    return () => clearInterval(timer);
  }, [waits, loaded.id]);
  return draft;
}
