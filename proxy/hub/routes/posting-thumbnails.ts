/** Pictures of the posting log, small: asked for by their posting, so by those who may read it. */
import type { Handlers } from '../console-routes.ts';
import type { Publisher } from '../policy/publisher.ts';
import { ownPosting } from '../postings/own-posting.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import { Refusal } from '../refusals.ts';
import type { Store } from '../store/store.ts';

export function postingThumbnailHandlers({
  store,
  publisher,
  audit,
  now,
}: {
  store: Pick<Store, 'postings' | 'thumbnails'>;
  publisher: Pick<Publisher, 'current'>;
  audit: Pick<HubAudit, 'record'>;
  now: () => number;
}): Pick<Handlers, 'postingThumbnail'> {
  return {
    async postingThumbnail({ id, query: { place }, caller, reply }) {
      const stored = await ownPosting(
        store.postings,
        publisher.current().policy,
        id,
        caller,
        now(),
      );
      const { terminal, decision, posting } = stored;
      const digest = posting.attachments[place]?.digest ?? null;
      const jpeg = digest === null ? null : await store.thumbnails.picture(terminal, digest);
      if (jpeg === null) throw new Refusal('not-found');
      const detail = 'thumbnail';
      await audit.record({ act: 'audit-read', actor: caller.account.id, detail, decision });
      return reply
        .header('content-type', 'image/jpeg')
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'private, no-store')
        .header('content-disposition', 'inline')
        .send(Buffer.from(jpeg));
    },
  };
}
