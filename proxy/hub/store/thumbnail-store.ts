/** Thumbnails of the pictures of postings, apart from the records: by the terminal and its own digest. */
import type { Step } from './migrate.ts';
import type { Database } from './policy-store.ts';

export interface ThumbnailTables {
  thumbnails: {
    terminal: string;
    /** Keyed by that terminal: the same picture has another one elsewhere. */
    digest: string;
    /** UTC, of when it came last. */
    day: string;
    jpeg: Uint8Array;
  };
}

export const thumbnailStep: Step = [
  `create table thumbnails (terminal text not null, digest text not null, day text not null,
    jpeg blob not null, primary key (terminal, digest))`,
  'create index thumbnails_day on thumbnails (day, terminal)',
];

export interface ThumbnailStore {
  /**
   * One that is there stays as it is, and counts as of this day.
   * @returns false: this terminal has sent as many as it may this day
   */
  keep(thumbnail: ThumbnailTables['thumbnails'], mostOfDay: number): Promise<boolean>;
  picture(terminal: string, digest: string): Promise<Uint8Array | null>;
  /** Those of the digests that there is one of. */
  kept(terminal: string, digests: readonly string[]): Promise<ReadonlySet<string>>;
  /** @param day the first that is kept; null: none is */
  dropBefore(day: string | null): Promise<void>;
}

export function thumbnailStore(database: Database): ThumbnailStore {
  return {
    keep: (thumbnail, mostOfDay) =>
      database.transaction().execute(async (transaction) => {
        const { terminal, digest, day } = thumbnail;
        const again = await transaction
          .updateTable('thumbnails')
          .set({ day })
          .where('terminal', '=', terminal)
          .where('digest', '=', digest)
          .executeTakeFirst();
        if (again.numUpdatedRows > 0n) return true;
        const { count } = await transaction
          .selectFrom('thumbnails')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('day', '=', day)
          .where('terminal', '=', terminal)
          .executeTakeFirstOrThrow();
        if (count >= mostOfDay) return false;
        await transaction.insertInto('thumbnails').values(thumbnail).execute();
        return true;
      }),
    async picture(terminal, digest) {
      const row = await database
        .selectFrom('thumbnails')
        .select('jpeg')
        .where('terminal', '=', terminal)
        .where('digest', '=', digest)
        .executeTakeFirst();
      return row?.jpeg ?? null;
    },
    async kept(terminal, digests) {
      if (digests.length === 0) return new Set();
      const rows = await database
        .selectFrom('thumbnails')
        .select('digest')
        .where('terminal', '=', terminal)
        .where('digest', 'in', digests)
        .execute();
      return new Set(rows.map(({ digest }) => digest));
    },
    async dropBefore(day) {
      const all = database.deleteFrom('thumbnails');
      await (day === null ? all : all.where('day', '<', day)).execute();
    },
  };
}
