/** Thumbnails of what was posted, made and sent as long as the policy keeps any. */
import { keepsThumbnails } from '../../shared/policy/retention.ts';
import type { ContentOptions } from '../gateway/content-options.ts';
import type { InspectionPool } from '../inspection/pool.ts';
import type { PolicyHolder } from '../link/policy-holder.ts';
import type { Log } from '../platform/log.ts';
import type { TerminalHubClient } from './hub-client.ts';
import { createThumbnailMaker } from './thumbnail-maker.ts';
import { startThumbnailSender } from './thumbnail-sender.ts';
import { openThumbnailSpool } from './thumbnail-spool.ts';

export interface Thumbnails extends AsyncDisposable, NonNullable<ContentOptions['thumbnails']> {
  /** The hub was heard of. */
  nudge(): void;
}

export async function startThumbnails(options: {
  readonly folder: string;
  readonly policy: Pick<PolicyHolder, 'current'>;
  readonly pool: Pick<InspectionPool, 'makeThumbnail'>;
  readonly hub: Pick<TerminalHubClient, 'thumbnail'>;
  readonly log: Log;
}): Promise<Thumbnails> {
  const { folder, policy, pool, hub, log } = options;
  const isWanted = () => {
    const state = policy.current();
    return state.state !== 'none' && keepsThumbnails(state.policy.retention);
  };
  await using stack = new AsyncDisposableStack();
  const spool = await openThumbnailSpool(folder);
  const sender = stack.use(startThumbnailSender({ spool, send: hub.thumbnail, isWanted, log }));
  const maker = stack.use(
    createThumbnailMaker({
      make: pool.makeThumbnail,
      keep: async (thumbnail) => {
        await spool.add(thumbnail);
        sender.nudge();
      },
      isWanted,
      log,
    }),
  );
  const running = stack.move();
  return {
    isWanted,
    offer: maker.offer,
    nudge: sender.nudge,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
