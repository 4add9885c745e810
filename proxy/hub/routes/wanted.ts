/** What pages wanted and did not get, and what observing proposes: read from the records of days. */
import type { Handlers } from '../console-routes.ts';
import type { Publisher } from '../policy/publisher.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import type { Store } from '../store/store.ts';
import { learn } from '../wanted/learning.ts';
import { pagesWanted } from '../wanted/pages-wanted.ts';

const dayMs = 86_400_000;

export function wantedHandlers(options: {
  store: Pick<Store, 'refusals'>;
  publisher: Pick<Publisher, 'current'>;
  audit: Pick<HubAudit, 'record'>;
  now: () => number;
}): Pick<Handlers, 'wanted' | 'learning'> {
  const { store, publisher, audit, now } = options;
  const ago = (days: number) => new Date(now() - days * dayMs).toISOString();

  /** Both name people and where they wanted to go. */
  function read(actor: string, detail: string): Promise<void> {
    return audit.record({ act: 'audit-read', actor, detail });
  }

  return {
    async wanted({ query: { days }, caller }) {
      await read(caller.account.id, `refusals by page, ${days} days`);
      const since = ago(days);
      const rows = [
        ...(await store.refusals.wanted(since, 'refused')),
        ...(await store.refusals.wanted(since, 'observed')),
      ];
      return { since, ...pagesWanted(rows, publisher.current().compiled, now()) };
    },

    async learning({ query: { days }, caller }) {
      await read(caller.account.id, `observed decisions, ${days} days`);
      const since = ago(days);
      const { policy, compiled } = publisher.current();
      const rows = await store.refusals.wanted(since, 'observed');
      const lookAlike = (host: string) => compiled.own?.imitatedBy(host) ?? null;
      return { since, mode: policy.mode, ...learn(rows, compiled, now(), lookAlike) };
    },
  };
}
