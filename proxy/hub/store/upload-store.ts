/** Uploads that were stopped or warned of, and the records that belong to a decision. */
import { type Expression, type SqlBool, sql } from 'kysely';
import type {
  AuditRecord,
  ChangeRecord,
  DecisionRecord,
  OutcomeRecord,
} from '../../../shared/audit/record.ts';
import { dayAfter } from '../../../shared/policy/japan-time.ts';
import type { UploadFilter } from '../../../shared/protocol/uploads.ts';
import type { DecisionRow, Related, UploadStore } from './content-stores.ts';
import type { DayFiles } from './day-files.ts';
import { recordConditions } from './record-filter.ts';
import { type Conditions, recordPage } from './record-page.ts';

export function uploadStore(files: Pick<DayFiles, 'days' | 'reader'>): UploadStore {
  return {
    async page(filter, before, limit) {
      const { rows, next } = await recordPage(files, filter, conditionsOf(filter), before, limit);
      const uploads = rows.map(({ terminal, seq, record }) => ({
        terminal,
        seq,
        record: JSON.parse(record) as DecisionRecord,
      }));
      return { uploads, next };
    },
    async countSince(since) {
      let sum = 0;
      for (const day of files.days().filter((each) => each >= since.slice(0, 10))) {
        const query = (await files.reader(day))
          .selectFrom('records')
          .select((of) => of.fn.countAll<number>().as('count'))
          .where(sql<SqlBool>`upload = 1`)
          .where('at', '>=', since);
        sum += Number((await query.executeTakeFirstOrThrow()).count);
      }
      return sum;
    },
    async decision(terminal, seq, at) {
      const day = at.slice(0, 10);
      if (!files.days().includes(day)) return null;
      const row = await (await files.reader(day))
        .selectFrom('records')
        .select('record')
        .where('terminal', '=', terminal)
        .where('seq', '=', seq)
        .executeTakeFirst();
      const record = row === undefined ? null : (JSON.parse(row.record) as AuditRecord);
      return record?.type === 'decision' ? record : null;
    },
    async related(rows) {
      const found = new Map<string, Related>();
      const days = new Set(rows.flatMap(daysAround));
      for (const day of files.days().filter((each) => days.has(each))) {
        const ids = rows.filter((row) => daysAround(row).includes(day)).map(idOf);
        for (const { terminal, record } of await belonging(files, day, ids)) {
          add(found, terminal, record);
        }
      }
      return (terminal, id) => found.get(keyOf(terminal, id)) ?? nothing;
    },
  };
}

/** A warning is gone on from before or after its line is written; an outcome comes later. */
function daysAround({ record }: DecisionRow): string[] {
  const day = record.at.slice(0, 10);
  return [dayAfter(day, -1), day, dayAfter(day, 1)];
}

async function belonging(
  files: Pick<DayFiles, 'days' | 'reader'>,
  day: string,
  ids: readonly string[],
) {
  const database = await files.reader(day);
  const { rows } = await sql<{ terminal: string; record: string }>`
    select terminal, record from records where id in (${sql.join(ids)}) and type = 'outcome'
    union all
    select terminal, record from records
    where decision in (${sql.join(ids)}) and act in ('warning-acknowledged', 'copy-made')`.execute(
    database,
  );
  return rows.map(({ terminal, record }) => ({
    terminal,
    record: JSON.parse(record) as OutcomeRecord | ChangeRecord,
  }));
}

const idOf = ({ record }: DecisionRow) => record.id;
const nothing: Related = { acknowledged: null, copied: null, outcome: null };

/** Only a terminal's own records belong to its decisions. */
function keyOf(terminal: string, id: string | null): string {
  return JSON.stringify([terminal, id]);
}

function add(found: Map<string, Related>, terminal: string, record: OutcomeRecord | ChangeRecord) {
  const key = keyOf(terminal, record.type === 'outcome' ? record.id : record.decision);
  const known = found.get(key) ?? nothing;
  if (record.type === 'outcome') found.set(key, { ...known, outcome: record });
  else if (record.act === 'copy-made') found.set(key, { ...known, copied: record });
  else found.set(key, { ...known, acknowledged: record });
}

function conditionsOf({ kind, rule, action, ...rest }: UploadFilter): Conditions {
  return (expression) => {
    const conditions: Expression<SqlBool>[] = [
      // Written out, not bound: the index records_upload serves what says the same as it does.
      sql<SqlBool>`upload = 1`,
      recordConditions(expression, rest),
    ];
    if (action !== undefined) {
      conditions.push(sql<SqlBool>`coalesce(record ->> '$.would', action) = ${action}`);
    }
    if (rule !== undefined && rule !== '') {
      conditions.push(sql<SqlBool>`record ->> '$.rule' = ${rule}`);
    }
    if (kind !== undefined) {
      conditions.push(sql<SqlBool>`exists (
        select 1 from json_each(record, '$.upload.items') as item,
          json_each(item.value, '$.findings') as finding
        where finding.value ->> '$.kind' = ${kind})`);
    }
    return expression.and(conditions);
  };
}
