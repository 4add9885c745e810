/** The lists of the current revision. */
import type { Handlers } from '../console-routes.ts';
import { entryFields, keyedEntry } from '../policy/entry-key.ts';
import { isExpiring } from '../policy/expiring.ts';
import type { Publisher } from '../policy/publisher.ts';
import { Refusal } from '../refusals.ts';
import type { ShowFeed } from './feeds.ts';

export function listHandlers(options: {
  publisher: Pick<Publisher, 'current'>;
  showFeed: ShowFeed;
  now: () => number;
}): Pick<Handlers, 'lists' | 'list'> {
  const { publisher, showFeed, now } = options;
  return {
    async lists() {
      const { policy, revision } = publisher.current();
      return {
        revision: revision.revision,
        default: policy.destinations.default,
        lists: (policy.destinations.lists ?? []).map(({ entries, ...list }) => ({
          ...list,
          entries: entries.length,
          feedState: showFeed(list),
          expiring: entries.filter((entry) => isExpiring(entryFields(entry).until, now())).length,
        })),
        units: policy.units ?? [],
        users: (policy.users ?? []).map(({ id, name, unit = null }) => ({ id, name, unit })),
      };
    },

    async list({ id }) {
      const { policy, revision } = publisher.current();
      const found = policy.destinations.lists?.find((list) => list.id === id);
      if (found === undefined) throw new Refusal('not-found');
      const { entries, ...list } = found;
      return {
        revision: revision.revision,
        list,
        entries: entries.map(keyedEntry),
        feedState: showFeed(found),
      };
    },
  };
}
