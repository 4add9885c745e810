/** The state of a feed, and "fetch it now". */
import type { List } from '../../../shared/policy/schema.ts';
import type { ShownFeed } from '../../../shared/protocol/feeds.ts';
import type { Handlers } from '../console-routes.ts';
import type { KeptFeeds } from '../feeds/keep-feeds.ts';
import type { MissingFeeds } from '../feeds/missing-feeds.ts';
import { shownFeed } from '../feeds/shown-feed.ts';
import type { Publisher } from '../policy/publisher.ts';
import { Refusal } from '../refusals.ts';

export type ShowFeed = (list: Pick<List, 'id' | 'action' | 'feed'>) => ShownFeed | null;

/** null for a list without a feed. */
export function createShowFeed(
  feeds: Pick<KeptFeeds, 'state'>,
  missing: Pick<MissingFeeds, 'at'>,
): ShowFeed {
  return (list) =>
    list.feed === undefined ? null : shownFeed(feeds.state(list), missing.at(list.id));
}

export function feedHandlers(options: {
  publisher: Pick<Publisher, 'current'>;
  feeds: Pick<KeptFeeds, 'update'>;
  show: ShowFeed;
}): Pick<Handlers, 'fetchFeed'> {
  const { publisher, feeds, show } = options;
  return {
    async fetchFeed({ id }) {
      const lists = publisher.current().policy.destinations.lists ?? [];
      const list = lists.find((each) => each.id === id);
      if (list?.feed === undefined) throw new Refusal('not-found');
      await feeds.update({ ...list, feed: list.feed });
      const shown = show(list);
      if (shown === null) throw new Refusal('not-found');
      return shown;
    },
  };
}
