/** Registered documents: what is said of them, and their fingerprints. Neither text nor file. */
import type { Kysely } from 'kysely';
import type { Registration } from '../../../shared/protocol/documents.ts';
import type { MainTables } from './main-tables.ts';
import { leaveChanges } from './policy-store.ts';
import type { LeftChange } from './store.ts';

export interface StoredDocument extends Registration {
  readonly number: number;
  readonly addedAt: string;
  readonly addedBy: string;
  readonly type: string | null;
  readonly bytes: number;
  readonly letters: number;
  /** How many it has. */
  readonly fingerprints: number;
  readonly why: string | null;
  /** Keyed, of the exact bytes. */
  readonly digest: string;
}

export interface DocumentStore {
  /** In the order in which they were registered. */
  list(): Promise<StoredDocument[]>;
  /** Pairs of words, as bytes. */
  grams(number: number): Promise<Uint8Array>;
  /** null: the same bytes are registered already. */
  add(
    document: Omit<StoredDocument, 'number'>,
    grams: Uint8Array,
    left: (number: number) => readonly LeftChange[],
  ): Promise<StoredDocument | null>;
  /** false: it is not there. */
  remove(number: number, left?: readonly LeftChange[]): Promise<boolean>;
}

const columns = [
  'number',
  'title',
  'owner',
  'level',
  'reason',
  'until',
  'purpose',
  'type',
  'bytes',
  'letters',
  'fingerprints',
  'why',
  'digest',
  'added_at',
  'added_by',
] as const;

export function documentStore(database: Kysely<MainTables>): DocumentStore {
  return {
    async list() {
      const rows = await database
        .selectFrom('documents')
        .select(columns)
        .orderBy('number')
        .execute();
      return rows.map(({ added_at, added_by, purpose, ...row }) => ({
        ...row,
        purpose: purpose as Registration['purpose'],
        addedAt: added_at,
        addedBy: added_by,
      }));
    },
    async grams(number) {
      const row = await database
        .selectFrom('documents')
        .select('grams')
        .where('number', '=', number)
        .executeTakeFirst();
      return row?.grams ?? new Uint8Array();
    },
    add: ({ addedAt, addedBy, ...document }, grams, left) =>
      database.transaction().execute(async (transaction) => {
        const same = await transaction
          .selectFrom('documents')
          .select('number')
          .where('digest', '=', document.digest)
          .executeTakeFirst();
        if (same !== undefined) return null;
        const [row] = await transaction
          .insertInto('documents')
          .values({ ...document, grams, added_at: addedAt, added_by: addedBy })
          .returning('number')
          .execute();
        const number = row?.number ?? 0;
        await leaveChanges(transaction, left(number));
        return { ...document, number, addedAt, addedBy };
      }),
    remove: (number, left = []) =>
      database.transaction().execute(async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom('documents')
          .where('number', '=', number)
          .executeTakeFirst();
        if (numDeletedRows === 0n) return false;
        await leaveChanges(transaction, left);
        return true;
      }),
  };
}
