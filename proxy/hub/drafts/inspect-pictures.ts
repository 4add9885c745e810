/**
 *   draft with pictures ─► store ─► inspected one after the other ─► report beside the picture
 * Whoever answers waits for those of that draft. What a crash left out is found again in the store.
 */
import { uploadRecord } from '../../../shared/audit/upload-record.ts';
import type { PictureReport } from '../../../shared/protocol/drafts.ts';
import type { InspectionPool } from '../../inspection/pool.ts';
import type { PolicyOfNow } from '../requests/standing.ts';
import type { KeptPicture, PictureReports } from '../store/draft-store.ts';
import type { Store } from '../store/store.ts';

export interface PictureInspection {
  /** Of a draft: resolves when all that are kept have been inspected. */
  ready(draft: string): Promise<PictureReports>;
  /** All that wait. */
  tick(): Promise<void>;
}

export function createPictureInspection(options: {
  store: Pick<Store, 'drafts'>;
  inspect: InspectionPool['inspect'];
  current: () => Pick<PolicyOfNow, 'compiled'>;
}): PictureInspection {
  const { store, inspect, current } = options;
  const atWork = new Map<string, Promise<boolean>>();

  /** @returns false: there was no room for it */
  async function inspectOne({ draft, digest, bytes }: KeptPicture): Promise<boolean> {
    const { threshold, confidence, persons, ocr } = current().compiled.classification;
    const content = { bytes: Uint8Array.from(bytes) };
    const found = await inspect({ content, name: '', threshold, confidence, persons, ocr });
    if (found.why === 'busy') return false;
    const { items } = uploadRecord(
      [
        {
          ...{ kind: 'file', name: null, type: found.type, bytes: bytes.length, digest },
          ...{ inspected: found.inspected, findings: found.findings, level: null, action: null },
          ...(found.why !== undefined && { why: found.why }),
        },
      ],
      [],
    );
    for (const { inspected, why, findings } of items) {
      const report: PictureReport = { inspected, why, findings };
      await store.drafts.report({ draft, digest }, report);
    }
    return true;
  }

  /** The same picture is not inspected twice at once. */
  function once(picture: KeptPicture): Promise<boolean> {
    const key = `${picture.draft} ${picture.digest}`;
    const running = atWork.get(key) ?? inspectOne(picture).finally(() => void atWork.delete(key));
    atWork.set(key, running);
    return running;
  }

  async function all(draft: string | null): Promise<void> {
    for (;;) {
      const next = await store.drafts.uninspected(draft);
      if (next === null || !(await once(next))) return;
    }
  }

  return {
    async ready(draft) {
      await all(draft);
      return (await store.drafts.reports([draft])).get(draft) ?? new Map();
    },
    tick: () => all(null),
  };
}
