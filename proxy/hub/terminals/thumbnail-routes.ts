/** Thumbnails as terminals send them: checked, never trusted, and kept only as the policy says. */
import type { FastifyInstance } from 'fastify';
import { keepsThumbnails } from '../../../shared/policy/retention.ts';
import { mostThumbnailBytes, thumbnailBodySchema } from '../../../shared/protocol/thumbnails.ts';
import { checkInput } from '../check-input.ts';
import { isThumbnail } from '../postings/is-thumbnail.ts';
import { Refusal } from '../refusals.ts';
import type { PolicyOfNow } from '../requests/standing.ts';
import type { Store } from '../store/store.ts';

/** Of one terminal: what a person can post, many times over. */
const mostOfDay = 2_000;

export function addThumbnailRoutes(
  app: FastifyInstance,
  {
    store,
    current,
    now,
  }: {
    store: Pick<Store, 'thumbnails'>;
    current: () => Pick<PolicyOfNow, 'policy'>;
    now: () => number;
  },
): void {
  const bodyLimit = 2 * mostThumbnailBytes;
  app.post('/terminal/v1/thumbnails', { bodyLimit }, async ({ body, terminal }) => {
    if (terminal === null) throw new Refusal('token-refused');
    const { digest, jpeg: text } = checkInput(thumbnailBodySchema, body);
    const jpeg = Uint8Array.from(Buffer.from(text, 'base64'));
    if (!isThumbnail(jpeg)) {
      const jpeg = '縮小画像ではありません / this is no thumbnail';
      throw new Refusal('invalid', { fields: { jpeg } });
    }
    if (!keepsThumbnails(current().policy.retention)) return { kept: false };
    const day = new Date(now()).toISOString().slice(0, 10);
    const thumbnail = { terminal: terminal.id, digest, day, jpeg };
    return { kept: await store.thumbnails.keep(thumbnail, mostOfDay) };
  });
}
