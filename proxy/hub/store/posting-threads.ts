/**
 * Edits and deletions belong to their post, and answers of one's own to what they answer, by the
 * service's own names of posts.
 *
 *   post 186 ◄─about── edit (makes 187 on X) ◄─about── delete
 */
import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import type { MainTables, PostingColumns } from './main-tables.ts';

type Database = Kysely<MainTables>;

const most = 100;
const deepest = 8;

/** What happened to the post of a row after it: the last moments. */
export interface Marks {
  readonly editedAt: string | null;
  readonly deletedAt: string | null;
}
export const unmarked: Marks = { editedAt: null, deletedAt: null };

/** Left, and the service did not refuse it. */
const stands = sql`fate = 'sent' and taken is not 0`;

/** The names of one post, of `service` and `post` of a row: an edit may give it another. */
function namesOf(row: string): Expression<unknown> {
  const of = (column: string) => sql.ref(`${row}.${column}`);
  return sql`with recursive names (post, depth) as (
      select ${of('post')}, 0 where ${of('post')} is not null
      union select later.post, names.depth + 1 from names join postings later
        on later.service = ${of('service')} and later.about = names.post
        where later.act = 'edit' and later.post is not null and ${stands}
          and names.depth < ${sql.lit(deepest)}
    )`;
}

/** An edit or deletion of the post of a row that came at or after a moment. */
export function changedSince(row: string, since: Expression<unknown>): Expression<SqlBool> {
  return sql<SqlBool>`exists (${namesOf(row)} select 1 from names join postings change
    on change.service = ${sql.ref(`${row}.service`)} and change.about = names.post
    where change.act in ('edit', 'delete') and change.fate = 'sent' and change.taken is not 0
      and change.at >= ${since})`;
}

/** @returns in the order of the rows */
export async function marksOf(
  reading: Database,
  rows: readonly Pick<PostingColumns, 'terminal' | 'seq' | 'place' | 'post'>[],
): Promise<Marks[]> {
  const named = rows.flatMap(({ terminal, seq, place, post }, at) =>
    post === null ? [] : [{ at, terminal, seq, place }],
  );
  if (named.length === 0) return rows.map(() => unmarked);
  const last = (act: string) => sql`(${namesOf('root')} select max(change.at) from names
    join postings change on change.service = root.service and change.about = names.post
    where change.act = ${act} and change.fate = 'sent' and change.taken is not 0)`;
  const { rows: found } = await sql<{ nth: number } & Marks>`
    select value ->> 'at' as nth, ${last('edit')} as "editedAt", ${last('delete')} as "deletedAt"
    from json_each(${JSON.stringify(named)}) join postings root
      on root.terminal = value ->> 'terminal' and root.seq = value ->> 'seq'
      and root.place = value ->> 'place'`.execute(reading);
  const byPlace = new Map(
    found.map(({ nth, editedAt, deletedAt }) => [nth, { editedAt, deletedAt }]),
  );
  return rows.map((_, at) => byPlace.get(at) ?? unmarked);
}

/** All that belongs to the same post, itself among them, oldest first; alone where nothing does. */
export async function threadOf(reading: Database, row: PostingColumns): Promise<PostingColumns[]> {
  const names = new Set([row.post, row.about].filter((name) => name !== null));
  let found: PostingColumns[] = [row];
  for (let round = 0; round < deepest && names.size > 0; round++) {
    const asked = JSON.stringify([...names]);
    const { rows } = await sql<PostingColumns>`select * from postings where service = ${row.service}
      and post in (select value from json_each(${asked}))
      union select * from postings where service = ${row.service}
      and about in (select value from json_each(${asked}))
      order by at, terminal, seq, place limit ${most}`.execute(reading);
    const before = names.size;
    for (const { post, about } of rows) {
      if (post !== null) names.add(post);
      if (about !== null) names.add(about);
    }
    if (rows.length > 0) found = rows;
    if (names.size === before) break;
  }
  return found;
}
