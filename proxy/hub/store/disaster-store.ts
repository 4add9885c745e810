/** Switches of disasters: thrown, on, ended. A service has one at a time. */
import type { Kysely, Transaction } from 'kysely';
import type { DisasterTables } from './disaster-tables.ts';
import type { MainTables } from './main-tables.ts';
import { leaveChanges } from './policy-store.ts';
import type { LeftChange } from './store.ts';

export interface StoredDisaster {
  readonly id: string;
  readonly services: readonly string[];
  readonly from: string;
  readonly until: string;
  readonly by: string;
  readonly reason: string;
  /** null: it is on, or its end has come and nobody has noted it yet. */
  readonly ended: {
    readonly at: string;
    /** null: by itself. */
    readonly by: string | null;
    readonly word: string | null;
  } | null;
}

export interface DisasterStore {
  /**
   * All of its services or none.
   * @returns services whose switch is on already; null: it is thrown
   */
  throw(
    disaster: Omit<StoredDisaster, 'ended'>,
    left?: readonly LeftChange[],
  ): Promise<readonly string[] | null>;
  byId(id: string): Promise<StoredDisaster | null>;
  /** Those that nobody and nothing has ended, the earliest end first. */
  on(): Promise<StoredDisaster[]>;
  /** Newest first. */
  latest(most: number): Promise<StoredDisaster[]>;
  /** false: it has ended before. */
  end(
    id: string,
    ended: NonNullable<StoredDisaster['ended']>,
    left?: readonly LeftChange[],
  ): Promise<boolean>;
}

export function disasterStore(database: Kysely<MainTables>): DisasterStore {
  const all = () => database.selectFrom('disasters').selectAll();
  return {
    throw: ({ id, services, from, until, by, reason }, left) =>
      database.transaction().execute(async (transaction) => {
        const taken = await transaction
          .selectFrom('disaster_services')
          .select('service')
          .where('service', 'in', services)
          .orderBy('service')
          .execute();
        if (taken.length > 0) return taken.map(({ service }) => service);
        const json = JSON.stringify(services);
        await transaction
          .insertInto('disasters')
          .values({
            ...{ id, services: json, from_at: from, until_at: until, by, reason },
            ...none,
          })
          .execute();
        await transaction
          .insertInto('disaster_services')
          .values(services.map((service) => ({ service, disaster: id })))
          .execute();
        await leaveChanges(transaction, left);
        return null;
      }),
    async byId(id) {
      const row = await all().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toDisaster(row);
    },
    async on() {
      const query = all().where('ended_at', 'is', null).orderBy('until_at').orderBy('id');
      return (await query.execute()).map(toDisaster);
    },
    async latest(most) {
      const query = all().orderBy('from_at', 'desc').orderBy('id', 'desc').limit(most);
      return (await query.execute()).map(toDisaster);
    },
    end: (id, { at, by, word }, left) =>
      database.transaction().execute(async (transaction) => {
        const ended = { ended_at: at, ended_by: by, ended_word: word };
        if (!(await isEndedNow(transaction, id, ended))) return false;
        await transaction.deleteFrom('disaster_services').where('disaster', '=', id).execute();
        await leaveChanges(transaction, left);
        return true;
      }),
  };
}

const none = { ended_at: null, ended_by: null, ended_word: null };

async function isEndedNow(
  transaction: Transaction<MainTables>,
  id: string,
  ended: Pick<DisasterTables['disasters'], 'ended_at' | 'ended_by' | 'ended_word'>,
): Promise<boolean> {
  const changed = await transaction
    .updateTable('disasters')
    .set(ended)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

function toDisaster(row: DisasterTables['disasters']): StoredDisaster {
  const { id, from_at: from, until_at: until, by, reason, ended_at: at } = row;
  const ended = at === null ? null : { at, by: row.ended_by, word: row.ended_word };
  return { id, services: JSON.parse(row.services) as string[], from, until, by, reason, ended };
}
