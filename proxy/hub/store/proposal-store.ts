/** Proposals and their signatures on SQLite. */
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Signature } from '../../../shared/protocol/proposals.ts';
import type { MainTables } from './main-tables.ts';
import { isOpen, leaveChanges } from './policy-store.ts';
import type { ProposalRow, ProposalStore, StoredProposal } from './proposal-stores.ts';

type Database = Kysely<MainTables>;
const mostListed = 200;
const light = [
  'number',
  'base',
  'by',
  'contributors',
  'at',
  'note',
  'state',
  'content',
  'request',
  'revision',
  'closed_at',
  'closed_by',
  'closed_word',
  'counts',
] as const;

export function proposalStore(database: Database): ProposalStore {
  async function signaturesOf(numbers: readonly number[]): Promise<Map<number, Signature[]>> {
    const rows =
      numbers.length === 0
        ? []
        : await database
            .selectFrom('signatures')
            .selectAll()
            .where('proposal', 'in', [...numbers])
            .orderBy('at')
            .orderBy('by')
            .execute();
    const found = new Map<number, Signature[]>();
    for (const { proposal, by, at, word } of rows) {
      found.set(proposal, [...(found.get(proposal) ?? []), { by, at, word }]);
    }
    return found;
  }

  return {
    create: (proposal, left) =>
      database.transaction().execute(async (transaction) => {
        const { request } = proposal;
        if (request !== null && !(await isFree(transaction, request))) return null;
        const { answer, changes, checked, contributors, counts, ...row } = proposal;
        const made = await transaction
          .insertInto('proposals')
          .values({
            ...row,
            state: 'open',
            contributors: JSON.stringify(contributors),
            counts: JSON.stringify(counts),
            changes: JSON.stringify(changes),
            checked: JSON.stringify(checked),
            answer: answer === null ? null : JSON.stringify(answer),
            revision: null,
            closed_at: null,
            closed_by: null,
            closed_word: null,
          })
          .returning('number')
          .executeTakeFirstOrThrow();
        await leaveChanges(transaction, left(made.number));
        return made.number;
      }),

    async byNumber(number) {
      const query = database.selectFrom('proposals').selectAll().where('number', '=', number);
      const row = await query.executeTakeFirst();
      if (row === undefined) return null;
      const signatures = (await signaturesOf([number])).get(number) ?? [];
      const { changes, checked, answer } = row;
      return {
        ...toRow(row, signatures),
        changes: JSON.parse(changes),
        checked: JSON.parse(checked),
        answer: answer === null ? null : JSON.parse(answer),
      } satisfies StoredProposal;
    },

    async list(state) {
      const rows = await database
        .selectFrom('proposals')
        .select([...light])
        .where('state', state === 'open' ? '=' : '!=', 'open')
        .orderBy('number', 'desc')
        .limit(mostListed)
        .execute();
      const signatures = await signaturesOf(rows.map(({ number }) => number));
      return rows.map((row) => toRow(row, signatures.get(row.number) ?? []));
    },

    sign: (number, content, signature, left) =>
      database.transaction().execute(async (transaction) => {
        const found = await openProposal(transaction, number);
        if (found === null) return 'closed';
        if (found.content !== content) return 'changed';
        const made = await transaction
          .insertInto('signatures')
          .values({ proposal: number, ...signature })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (made.numInsertedOrUpdatedRows !== 1n) return 'again';
        await leaveChanges(transaction, left);
        return 'signed';
      }),

    close: (number, { state, by, at, word }, left) =>
      database.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('proposals')
          .set({ state, closed_by: by, closed_at: at, closed_word: word })
          .where('number', '=', number)
          .where('state', '=', 'open')
          .executeTakeFirst();
        if (numUpdatedRows !== 1n) return false;
        await leaveChanges(transaction, left);
        return true;
      }),

    async moveTo(number, base) {
      await database
        .updateTable('proposals')
        .set({ base })
        .where('number', '=', number)
        .where('state', '=', 'open')
        .execute();
    },
  };
}

/** null where it is not open (any more). */
export async function openProposal(transaction: Transaction<MainTables>, number: number) {
  const found = await transaction
    .selectFrom('proposals')
    .select('content')
    .where('number', '=', number)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return found ?? null;
}

/** Within the transaction that makes its revision, of one that is open. */
export async function endAsPublished(
  transaction: Transaction<MainTables>,
  number: number,
  revision: number,
): Promise<void> {
  await transaction
    .updateTable('proposals')
    .set({ state: 'published', revision })
    .where('number', '=', number)
    .execute();
}

async function isFree(transaction: Transaction<MainTables>, request: string): Promise<boolean> {
  if (!(await isOpen(transaction, request))) return false;
  const other = await transaction
    .selectFrom('proposals')
    .select('number')
    .where('request', '=', request)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return other === undefined;
}

type LightRow = Pick<Selectable<MainTables['proposals']>, (typeof light)[number]>;

function toRow(row: LightRow, signatures: readonly Signature[]): ProposalRow {
  const { closed_at: at, closed_by: by, closed_word: word } = row;
  return {
    number: row.number,
    base: row.base,
    by: row.by,
    contributors: JSON.parse(row.contributors),
    at: row.at,
    note: row.note,
    state: row.state as ProposalRow['state'],
    content: row.content,
    request: row.request,
    signatures,
    revision: row.revision,
    closed: at === null || by === null ? null : { by, at, word },
    counts: JSON.parse(row.counts),
  };
}
