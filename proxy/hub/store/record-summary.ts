/** The last day in numbers: what was allowed, warned and blocked, and which hosts were refused most. */
import { type Kysely, sql } from 'kysely';
import type { RecordTables } from './record-columns.ts';
import type { Summary } from './store.ts';

const mostHosts = 10;
/** Of each day: a host among the first ten of both days together is among these of one. */
const candidates = 200;

export async function summarize(
  days: readonly Kysely<RecordTables>[],
  since: string,
): Promise<Summary> {
  const hours: { hour: string; action: string; count: number }[] = [];
  const counts = new Map<string, number>();
  for (const day of days) {
    hours.push(...(await byHour(day, since)));
    for (const { host, count } of await byHost(day, since)) {
      counts.set(host, (counts.get(host) ?? 0) + count);
    }
  }
  const first = [...counts].sort(([, one], [, other]) => other - one).slice(0, mostHosts);
  const users = await usersOf(
    days,
    since,
    first.map(([host]) => host),
  );
  const refused = first.map(([host, count]) => ({
    host,
    count,
    users: users.get(host)?.size ?? 0,
  }));
  return { hours, refused };
}

async function byHour(day: Kysely<RecordTables>, since: string) {
  const { rows } = await sql<{ hour: string; action: string; count: number }>`
    select substr(at, 1, 13) as hour, action, count(*) as count from records
    where type = 'decision' and at >= ${since} group by 1, 2`.execute(day);
  return rows;
}

async function byHost(day: Kysely<RecordTables>, since: string) {
  const { rows } = await sql<{ host: string; count: number }>`
    select host, count(*) as count from records
    where action = 'block' and host is not null and at >= ${since}
    group by host order by count(*) desc limit ${candidates}`.execute(day);
  return rows;
}

async function usersOf(days: readonly Kysely<RecordTables>[], since: string, hosts: string[]) {
  const users = new Map<string, Set<string>>(hosts.map((host) => [host, new Set()]));
  if (hosts.length === 0) return users;
  for (const day of days) {
    const { rows } = await sql<{ host: string; user: string }>`
      select distinct host, "user" as user from records
      where action = 'block' and host in (${sql.join(hosts)}) and "user" is not null
        and at >= ${since}`.execute(day);
    for (const { host, user } of rows) users.get(host)?.add(user);
  }
  return users;
}
