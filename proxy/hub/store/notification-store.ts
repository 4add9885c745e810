/** The outbox of notifications. What is there already is not put there again. */
import type { Kysely } from 'kysely';
import type { NotificationKind } from '../../../shared/policy/notifications-schema.ts';
import type { DeliveryFailure } from '../../../shared/protocol/notifications.ts';
import type { MainTables } from './main-tables.ts';

/** All that a notification says. No text of a posting, no value. */
export interface NotificationFacts {
  /** What people call it. */
  readonly title: string;
  /** Title of the service; null where it is about none. */
  readonly service: string | null;
  readonly reference: string;
  /** Of the console's page: `/approvals`. */
  readonly path: string;
}

export interface NewNotification {
  readonly key: string;
  readonly kind: NotificationKind | 'test';
  readonly at: string;
  readonly channel: string;
  readonly address: string | null;
  readonly facts: NotificationFacts;
}

export interface StoredNotification extends NewNotification {
  readonly id: number;
  readonly state: 'waiting' | 'sent' | 'failed';
  readonly attempts: number;
  readonly failure: DeliveryFailure | null;
  readonly next: string;
}

export interface UnknownOperation {
  readonly service: string;
  readonly operation: string;
  readonly first: string;
  readonly last: string;
  /** The first decision on it. */
  readonly decision: string;
}

export interface NotificationStore {
  /** In one transaction; those that are there are left alone. @returns how many are new */
  add(notifications: readonly NewNotification[]): Promise<number>;
  /** Those whose time has come, the oldest first. */
  due(now: string, most: number): Promise<StoredNotification[]>;
  byKey(key: string): Promise<StoredNotification | null>;
  settle(
    id: number,
    outcome: Pick<StoredNotification, 'state' | 'attempts' | 'failure' | 'next'>,
  ): Promise<void>;
  latest(most: number): Promise<StoredNotification[]>;
  count(): Promise<{ waiting: number; failed: number }>;
  /** What was sent or given up before then. */
  dropBefore(at: string): Promise<void>;
  /** First met since then, newest first. */
  unknownSince(since: string, most: number): Promise<UnknownOperation[]>;
}

export function notificationStore(database: Kysely<MainTables>): NotificationStore {
  const all = () => database.selectFrom('notifications').selectAll();
  return {
    add: (notifications) =>
      database.transaction().execute(async (transaction) => {
        let added = 0;
        for (const { key, kind, at, channel, address, facts } of notifications) {
          const row = { key, kind, at, channel, address, facts: JSON.stringify(facts) };
          const made = await transaction
            .insertInto('notifications')
            .values({ ...row, state: 'waiting', attempts: 0, failure: null, next_at: at })
            .onConflict((conflict) => conflict.column('key').doNothing())
            .executeTakeFirst();
          added += Number(made.numInsertedOrUpdatedRows ?? 0n);
        }
        return added;
      }),
    async due(now, most) {
      const query = all().where('state', '=', 'waiting').where('next_at', '<=', now);
      return (await query.orderBy('next_at').orderBy('id').limit(most).execute()).map(read);
    },
    async byKey(key) {
      const row = await all().where('key', '=', key).executeTakeFirst();
      return row === undefined ? null : read(row);
    },
    async settle(id, { state, attempts, failure, next }) {
      await database
        .updateTable('notifications')
        .set({ state, attempts, failure, next_at: next })
        .where('id', '=', id)
        .execute();
    },
    async latest(most) {
      return (await all().orderBy('id', 'desc').limit(most).execute()).map(read);
    },
    async count() {
      const rows = await database
        .selectFrom('notifications')
        .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
        .where('state', '!=', 'sent')
        .groupBy('state')
        .execute();
      const of = (state: string) => rows.find((row) => row.state === state)?.count ?? 0;
      return { waiting: of('waiting'), failed: of('failed') };
    },
    async dropBefore(at) {
      await database
        .deleteFrom('notifications')
        .where('state', '!=', 'waiting')
        .where('next_at', '<', at)
        .execute();
    },
    async unknownSince(since, most) {
      const rows = await database
        .selectFrom('unknown_operations')
        .selectAll()
        .where('first_at', '>=', since)
        .orderBy('first_at', 'desc')
        .limit(most)
        .execute();
      return rows.map(({ service, operation, first_at: first, last_at: last, decision }) => ({
        ...{ service, operation, first, last, decision },
      }));
    },
  };
}

function read(
  row: Omit<MainTables['notifications'], 'id'> & { readonly id: number },
): StoredNotification {
  const { id, key, at, channel, address, attempts, next_at: next } = row;
  return {
    ...{ id, key, at, channel, address, attempts, next },
    kind: row.kind as StoredNotification['kind'],
    facts: JSON.parse(row.facts) as NotificationFacts,
    state: row.state as StoredNotification['state'],
    failure: row.failure as StoredNotification['failure'],
  };
}
