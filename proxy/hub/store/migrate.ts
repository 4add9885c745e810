/** Brings a database to the program's state, step by step; the table `steps` says which are done. */
import { type Kysely, sql } from 'kysely';
import { StartError } from '../../platform/start-error.ts';

/** SQL statements, done in one transaction. A step that was released is never changed again. */
export type Step = readonly string[];

/** @throws StartError where the database was made by a newer program */
export async function migrate(
  // biome-ignore lint/suspicious/noExplicitAny: the steps make the tables that a type would name
  database: Kysely<any>,
  steps: readonly Step[],
  name: string,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await sql`create table if not exists steps (step integer primary key, at text not null)`.execute(
      transaction,
    );
    const { rows } = await sql<{
      step: number | null;
    }>`select max(step) as step from steps`.execute(transaction);
    const done = rows[0]?.step ?? 0;
    if (done > steps.length) {
      throw new StartError(
        `${name} は新しい版の関所で作られています（${done} > ${steps.length}）。新しい版で起動してください / ${name} was made by a newer Sekisho (step ${done}, this program knows ${steps.length}): start the newer program`,
      );
    }
    for (const [index, step] of steps.entries()) {
      if (index < done) continue;
      for (const statement of step) await sql.raw(statement).execute(transaction);
      await sql`insert into steps (step, at) values (${index + 1}, ${new Date().toISOString()})`.execute(
        transaction,
      );
    }
  });
}
