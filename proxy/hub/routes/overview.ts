/** The last 24 hours, the terminals, and what wants attention. */
import { endOf } from '../../../shared/policy/japan-time.ts';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import type { Handlers } from '../console-routes.ts';
import { keyedEntry } from '../policy/entry-key.ts';
import { isExpiring } from '../policy/expiring.ts';
import type { Publisher } from '../policy/publisher.ts';
import { reviewTerms } from '../postings/review-terms.ts';
import { serviceTitle } from '../postings/service-title.ts';
import { missingResponsible } from '../register/missing-responsible.ts';
import { proposedEnd } from '../requests/extend.ts';
import { requestsIn } from '../requests/standing.ts';
import type { Store, Summary } from '../store/store.ts';
import { shownTerminal } from '../terminals/shown-terminal.ts';

const hourMs = 3_600_000;
const mostExpiring = 50;
const unknownDays = 30;
const mostUnknown = 50;

export function overviewHandlers(options: {
  store: Pick<
    Store,
    'accounts' | 'records' | 'terminals' | 'requests' | 'uploads' | 'postings' | 'notifications'
  >;
  publisher: Pick<Publisher, 'current'>;
  now: () => number;
}): Pick<Handlers, 'overview' | 'terminals'> {
  const { store, publisher, now } = options;

  async function terminals() {
    const { revision } = publisher.current().revision;
    return (await store.terminals.list()).map((each) => shownTerminal(each, revision, now()));
  }

  async function unknownOperations() {
    const { policy } = publisher.current();
    const since = new Date(now() - unknownDays * 24 * hourMs).toISOString();
    const found = await store.notifications.unknownSince(since, mostUnknown);
    return found.map(({ service, operation, first, last }) => ({
      ...{ service, operation, first, last },
      title: serviceTitle(policy, service),
    }));
  }

  return {
    async terminals() {
      return { terminals: await terminals() };
    },

    async overview() {
      const { policy, revision } = publisher.current();
      const first = Math.floor(now() / hourMs) * hourMs - 23 * hourMs;
      const since = new Date(first).toISOString();
      const summary = await store.records.summary(since);
      const hours = lastDay(summary, first);
      const reviews = await store.postings.countOpen(null, reviewTerms(policy, now()));
      const iso = new Date(now()).toISOString();
      const corrections = await store.postings.countCorrections(null, iso);
      const active = (await store.accounts.list()).filter(({ disabled }) => !disabled);
      const sum = (action: 'allow' | 'warn' | 'block') =>
        hours.reduce((all, hour) => all + hour[action], 0);
      return {
        since,
        counts: { allow: sum('allow'), warn: sum('warn'), block: sum('block') },
        hours,
        refused: [...summary.refused],
        terminals: await terminals(),
        openRequests: await store.requests.countOpen(),
        uploads: await store.uploads.countSince(since),
        openReviews: reviews.open,
        overdueReviews: reviews.overdue,
        disasterReviews: reviews.disaster,
        openCorrections: corrections.open,
        overdueCorrections: corrections.overdue,
        missingResponsible: missingResponsible(policy, now(), active),
        unknownOperations: await unknownOperations(),
        revision: revision.revision,
        mode: policy.mode,
        expiring: (policy.destinations.lists ?? [])
          .flatMap(({ id, entries }) =>
            entries.flatMap((entry) => {
              const keyed = keyedEntry(entry);
              const { match, until, note } = keyed;
              if (until === undefined || !isExpiring(until, now())) return [];
              const [request = null] = requestsIn(note);
              const proposed = proposedEnd(keyed, now());
              const left = endOf(until) - now();
              return [{ list: id, match, until, left, entry: keyed, request, proposed }];
            }),
          )
          .sort((one, other) => rank(one.left) - rank(other.left))
          .slice(0, mostExpiring),
      };
    },
  };
}

/** What ends next stands first; what has ended stands behind, the latest first. */
function rank(left: number): number {
  return left > 0 ? left : Number.MAX_SAFE_INTEGER / 2 - left;
}

/** 24 hours, oldest first, also those in which nothing happened. */
export function lastDay(
  { hours }: Pick<Summary, 'hours'>,
  first: number,
): ConsoleAnswer<'overview'>['hours'] {
  return Array.from({ length: 24 }, (_, index) => {
    const at = new Date(first + index * hourMs).toISOString();
    const count = (action: string) =>
      hours
        .filter((each) => at.startsWith(each.hour) && each.action === action)
        .reduce((all, each) => all + each.count, 0);
    return { at, allow: count('allow'), warn: count('warn'), block: count('block') };
  });
}
