/** Kysely over a file of the SQLite thread. */
import {
  type CompiledQuery,
  type DatabaseConnection,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { SqliteThread } from './sqlite-thread.ts';

export function sqliteDatabase<Tables>(thread: SqliteThread, file: string): Kysely<Tables> {
  const connection: DatabaseConnection = {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      const { rows, changes } = await thread.run(file, sql, parameters);
      return { rows: rows as R[], numAffectedRows: BigInt(changes) };
    },
    // biome-ignore lint/correctness/useYield: SQLite's thread answers whole results only
    async *streamQuery() {
      throw new Error('read in portions instead');
    },
  };
  const run = (sql: string) => async () => {
    await thread.run(file, sql, []);
  };
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createIntrospector: (database) => new SqliteIntrospector(database),
      createQueryCompiler: () => new SqliteQueryCompiler(),
      createDriver: () => ({
        init: async () => {},
        acquireConnection: async () => connection,
        // `immediate`: the command line may write at the same time, and a late lock cannot wait.
        beginTransaction: run('begin immediate'),
        commitTransaction: run('commit'),
        rollbackTransaction: run('rollback'),
        releaseConnection: async () => {},
        destroy: async () => {},
      }),
    },
  });
}
