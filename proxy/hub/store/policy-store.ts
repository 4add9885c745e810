/** Revisions, requests for access, terminals, and changes that the command line left. */
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { AccessRequest } from '../../../shared/protocol/link.ts';
import { tellLines } from './line-store.ts';
import type { MainTables } from './main-tables.ts';
import { endAsPublished, openProposal } from './proposal-store.ts';
import { tellRegister } from './register-store.ts';
import type {
  LeftChange,
  LeftChangeStore,
  RequestAnswer,
  RequestStore,
  Revision,
  RevisionStore,
  TerminalStore,
} from './store.ts';

export type Database = Kysely<MainTables>;
const mostRequests = 1000;

export function revisionStore(database: Database): RevisionStore {
  const all = () => database.selectFrom('revisions').orderBy('revision', 'desc');
  return {
    async current() {
      const row = await all().selectAll().limit(1).executeTakeFirst();
      return row === undefined ? null : toRevision(row);
    },
    async byNumber(revision) {
      const row = await all().selectAll().where('revision', '=', revision).executeTakeFirst();
      return row === undefined ? null : toRevision(row);
    },
    async list() {
      const rows = await all()
        .select(['revision', 'published', 'by', 'note', 'proposal', 'signatures'])
        .execute();
      return rows.map(({ signatures, ...row }) => ({ ...row, signatures: JSON.parse(signatures) }));
    },
    add: (revision, answer, left, lines, register = []) =>
      database.transaction().execute(async (transaction) => {
        const open = answer === undefined || (await isOpen(transaction, answer.request));
        if (!open) return 'answered';
        const { proposal = null, signatures = [], ...row } = revision;
        if (proposal !== null && (await openProposal(transaction, proposal)) === null) {
          return 'closed';
        }
        const made = await transaction
          .insertInto('revisions')
          .values({ ...row, proposal, signatures: JSON.stringify(signatures) })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (made.numInsertedOrUpdatedRows !== 1n) return 'taken';
        if (proposal !== null) await endAsPublished(transaction, proposal, row.revision);
        if (answer !== undefined) await writeAnswer(transaction, answer);
        if (lines !== undefined) await tellLines(transaction, row.revision, lines);
        await tellRegister(transaction, row.revision, register);
        await leaveChanges(transaction, left);
        return 'added';
      }),
  };
}

export function requestStore(database: Database): RequestStore {
  return {
    add: (request, left) =>
      database.transaction().execute(async (transaction) => {
        const { answer: _, ...row } = request;
        const none = { answer_at: null, answer_by: null, answer_word: null, answer_until: null };
        await transaction
          .insertInto('requests')
          .values({ ...row, ...none })
          .execute();
        await leaveChanges(transaction, left);
      }),
    async byId(id) {
      const query = database.selectFrom('requests').selectAll().where('id', '=', id);
      const row = await query.executeTakeFirst();
      return row === undefined ? null : toRequest(row);
    },
    async list({ state, user, terminal, since }) {
      let query = database.selectFrom('requests').selectAll();
      if (state !== undefined) query = query.where('state', '=', state);
      if (user !== undefined) query = query.where('user', '=', user);
      if (terminal !== undefined) query = query.where('terminal', '=', terminal);
      if (since !== undefined) query = query.where('at', '>=', since);
      const rows = await query
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(mostRequests)
        .execute();
      return rows.map(toRequest);
    },
    answer: (answer, left) =>
      database.transaction().execute(async (transaction) => {
        if (!(await isOpen(transaction, answer.request))) return false;
        await writeAnswer(transaction, answer);
        await leaveChanges(transaction, left);
        return true;
      }),
    async countOpen() {
      const { count } = await database
        .selectFrom('requests')
        .where('state', '=', 'open')
        .select((expression) => expression.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}

export function terminalStore(database: Database): TerminalStore {
  const all = () => database.selectFrom('terminals').selectAll();
  return {
    async create({ id, name, joined, tokenHash }) {
      const unseen = { last_seen: null, revision: null, version: null, waiting: null };
      const row = { id, name, joined, token_hash: tokenHash, people: '[]', ...unseen };
      await database.insertInto('terminals').values(row).execute();
    },
    async list() {
      return (await all().orderBy('name').orderBy('id').execute()).map(toTerminal);
    },
    async byToken(tokenHash) {
      const row = await all().where('token_hash', '=', tokenHash).executeTakeFirst();
      return row === undefined ? null : toTerminal(row);
    },
    async seen(id, at, { people, ...state }) {
      await database
        .updateTable('terminals')
        .set({ ...state, last_seen: at, people: JSON.stringify(people) })
        .where('id', '=', id)
        .execute();
    },
  };
}

export function leftChangeStore(database: Database): LeftChangeStore {
  return {
    async leave(change) {
      await database.insertInto('left_changes').values(change).execute();
    },
    // In the order of their making; an id tells no more than the millisecond.
    list: () => database.selectFrom('left_changes').selectAll().orderBy(sql`rowid`).execute(),
    async remove(id) {
      await database.deleteFrom('left_changes').where('id', '=', id).execute();
    },
  };
}

export async function leaveChanges(
  transaction: Transaction<MainTables>,
  left: readonly LeftChange[] = [],
): Promise<void> {
  if (left.length > 0) {
    await transaction
      .insertInto('left_changes')
      .values([...left])
      .execute();
  }
}

export async function isOpen(transaction: Transaction<MainTables>, id: string): Promise<boolean> {
  const query = transaction.selectFrom('requests').select('state').where('id', '=', id);
  return (await query.executeTakeFirst())?.state === 'open';
}

async function writeAnswer(transaction: Transaction<MainTables>, answer: RequestAnswer) {
  await transaction
    .updateTable('requests')
    .set({
      state: answer.state,
      answer_at: answer.at,
      answer_by: answer.by,
      answer_word: answer.word,
      answer_until: answer.until,
    })
    .where('id', '=', answer.request)
    .execute();
}

function toRequest(row: MainTables['requests']): AccessRequest {
  const { answer_at: at, answer_by: by, answer_word: word, answer_until: until, ...rest } = row;
  const answer = at === null || by === null ? null : { at, by, word, until };
  return { ...rest, state: rest.state as AccessRequest['state'], answer };
}

function toRevision({
  told: _,
  signatures,
  ...row
}: Selectable<MainTables['revisions']>): Revision {
  return { ...row, signatures: JSON.parse(signatures) };
}

function toTerminal({ token_hash: _, last_seen, people, ...rest }: MainTables['terminals']) {
  return { ...rest, lastSeen: last_seen, people: JSON.parse(people) as string[] };
}
