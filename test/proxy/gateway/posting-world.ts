/** A gateway whose service's rules ask for approvals, topics and thumbnails, and Bluesky's own requests. */
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import type { DraftGate } from '../../../proxy/gateway/draft-gate.ts';
import type { PostedPicture } from '../../../proxy/gateway/posted-pictures.ts';
import { createUploadedFiles } from '../../../proxy/gateway/uploaded-files.ts';
import { openPostingDrafts } from '../../../proxy/link/posting-drafts.ts';
import { createHeldPostings } from '../../../proxy/record/held-postings.ts';
import { memoryLog, temporaryFolder } from '../../support/audit-records.ts';
import { contentOptions } from '../../support/content-options.ts';
import { draftHub } from '../../support/draft-hub.ts';
import { lookingPolicy } from '../../support/looking-policy.ts';
import { type Arrived, startReceivingSite } from '../../support/receiving-site.ts';
import { memoryRecords } from '../../support/running-link.ts';
import { type Sending, sendThrough } from '../../support/send-through.ts';
import { startTestGateway } from '../../support/test-gateway.ts';

export const json = { 'content-type': 'application/json' };
export const create = '/xrpc/com.atproto.repo.createRecord';
export const blob = (link: string) => ({
  $type: 'blob',
  ref: { $link: link },
  mimeType: 'image/png',
  size: 3,
});
export const post = (text: string, links: readonly string[] = []) =>
  JSON.stringify({
    repo: 'did:plc:yokote',
    collection: 'app.bsky.feed.post',
    record: {
      text,
      ...(links.length > 0 && {
        embed: {
          $type: 'app.bsky.embed.images',
          images: links.map((link) => ({ alt: '', image: blob(link) })),
        },
      }),
    },
  });
export const rule = (more = '') =>
  `{ service: bluesky, responsible: kacho, accounts: [{ name: yokote.example, ids: ["did:plc:yokote"], posters: [tanaka] }], approval: before${more} }`;
export const text = '明日は雪まつりです';

export async function startPostingWorld(
  rules = rule(),
  answer: (arrived: Arrived, res: ServerResponse) => void = (_, res) =>
    void res
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify({ uri: 'at://did:plc:yokote/app.bsky.feed.post/3k1', cid: 'c' })),
  keepsThumbnails = true,
) {
  await using parts = new AsyncDisposableStack();
  const { path: folder } = parts.use(await temporaryFolder());
  const site = parts.use(await startReceivingSite(answer));
  const hub = draftHub();
  const records = memoryRecords();
  const drafts = parts.use(
    await openPostingDrafts({
      file: path.join(folder, 'drafts.json'),
      hub,
      audit: { terminal: 'terminal-1', read: records.read, lastSeq: 0 },
      now: Date.now,
      log: memoryLog().log,
    }),
  );
  const held = createHeldPostings({ now: Date.now });
  const gate: DraftGate = { drafts, held, files: createUploadedFiles() };
  const offered: { digest: string; bytes: number }[] = [];
  const thumbnails = {
    isWanted: () => keepsThumbnails,
    offer: (pictures: readonly PostedPicture[]) =>
      void offered.push(...pictures.map(({ digest, bytes }) => ({ digest, bytes: bytes.length }))),
  };
  const world = parts.use(
    await startTestGateway(lookingPolicy([site.port], { more: `posting: [${rules}]` }), {
      resolve: () => Promise.resolve(['127.0.0.1']),
      content: contentOptions({ gate, thumbnails }),
    }),
  );
  const held2 = parts.move();
  return {
    ...world,
    site,
    hub,
    drafts,
    held,
    offered,
    send: (path: string, sending: Sending = {}) =>
      sendThrough(world.port, `http://bsky.social:${site.port}${path}`, {
        headers: json,
        ...sending,
      }),
    [Symbol.asyncDispose]: () => held2.disposeAsync(),
  };
}
