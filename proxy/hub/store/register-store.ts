/** The history of the register: who changed which field, and when. */
import type { Kysely, Transaction } from 'kysely';
import type { RegisterChange } from '../../../shared/protocol/register.ts';
import type { FieldChange } from '../register/register-difference.ts';
import type { MainTables } from './main-tables.ts';

export interface RegisterStore {
  /** Newest first, at most 500. */
  of(service: string): Promise<RegisterChange[]>;
}

const mostChanges = 500;

export function registerStore(database: Kysely<MainTables>): RegisterStore {
  return {
    of: (service) =>
      database
        .selectFrom('register_changes as change')
        .innerJoin('revisions', 'revisions.revision', 'change.revision')
        .select([
          'change.revision',
          'revisions.published as at',
          'revisions.by',
          'revisions.note',
          'change.account',
          'change.field',
          'change.before',
          'change.after',
        ])
        .where('change.service', '=', service)
        .orderBy('change.revision', 'desc')
        .orderBy('change.place')
        .limit(mostChanges)
        .execute(),
  };
}

export async function tellRegister(
  transaction: Transaction<MainTables>,
  revision: number,
  changes: readonly FieldChange[],
): Promise<void> {
  // A statement for each: a revision changes few of them.
  for (const [place, change] of changes.entries()) {
    await transaction
      .insertInto('register_changes')
      .values({ revision, place, ...change })
      .execute();
  }
}
