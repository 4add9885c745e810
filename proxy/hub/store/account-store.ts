/** Accounts, their sessions and their one-time links. */
import type { Kysely, Transaction } from 'kysely';
import type { Role } from '../../../shared/protocol/accounts.ts';
import type { MainTables } from './main-tables.ts';
import { leaveChanges } from './policy-store.ts';
import type { AccountStore, LinkStore, OneTimeLink, SessionStore, StoredAccount } from './store.ts';

type Database = Kysely<MainTables>;

export function accountStore(database: Database): AccountStore {
  return {
    async list() {
      const rows = await database.selectFrom('accounts').selectAll().orderBy('id').execute();
      return rows.map(toAccount);
    },
    byId: (id) => accountById(database, id),
    create: (account, left) =>
      database.transaction().execute(async (transaction) => {
        const made = await transaction
          .insertInto('accounts')
          .values(fromAccount(account))
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (made.numInsertedOrUpdatedRows !== 1n) return false;
        await leaveChanges(transaction, left);
        return true;
      }),
    change: (id, fields, left) =>
      database.transaction().execute(async (transaction) => {
        const account = await accountById(transaction, id);
        if (account === null) return 'missing';
        const next = { ...account, ...fields };
        const steps = isAdministrator(account) && !isAdministrator(next);
        if (steps && (await administrators(transaction)).length <= 1) return 'last-administrator';
        await transaction
          .updateTable('accounts')
          .set(fromAccount(next))
          .where('id', '=', id)
          .execute();
        if (next.disabled) await endAccess(transaction, id);
        await leaveChanges(transaction, left);
        return 'changed';
      }),
    setPassword: (id, password, left) =>
      database.transaction().execute(async (transaction) => {
        await setPassword(transaction, id, password);
        await leaveChanges(transaction, left);
      }),
    async signedIn(id, at) {
      await database
        .updateTable('accounts')
        .set({ last_sign_in: at })
        .where('id', '=', id)
        .execute();
    },
    hasAdministrator: async () => (await administrators(database)).length > 0,
  };
}

export function sessionStore(database: Database): SessionStore {
  return {
    async create(session) {
      await database.insertInto('sessions').values(session).execute();
    },
    async byHash(hash) {
      const query = database.selectFrom('sessions').selectAll().where('hash', '=', hash);
      return (await query.executeTakeFirst()) ?? null;
    },
    async touch(hash, seen) {
      await database.updateTable('sessions').set({ seen }).where('hash', '=', hash).execute();
    },
    async end(hash) {
      await database.deleteFrom('sessions').where('hash', '=', hash).execute();
    },
    async dropBefore(created) {
      await database.deleteFrom('sessions').where('created', '<', created).execute();
    },
  };
}

export function linkStore(database: Database): LinkStore {
  return {
    create: (link) =>
      database.transaction().execute(async (transaction) => {
        await transaction
          .deleteFrom('links')
          .where('purpose', '=', link.purpose)
          .where('account', 'is', link.account)
          .execute();
        await transaction.insertInto('links').values(link).execute();
      }),
    async byHash(hash, now) {
      const row = await goodLink(database, hash, now);
      return row ?? null;
    },
    makeFirstAdministrator: (hash, now, account, left) =>
      database.transaction().execute(async (transaction) => {
        const link = await goodLink(transaction, hash, now);
        if (link?.purpose !== 'first-administrator') return false;
        if ((await administrators(transaction)).length > 0) return false;
        await transaction.deleteFrom('links').where('purpose', '=', link.purpose).execute();
        const row = fromAccount(account);
        await transaction
          .insertInto('accounts')
          .values(row)
          .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
          .execute();
        await leaveChanges(transaction, left);
        return true;
      }),
    setPassword: (hash, now, password, left) =>
      database.transaction().execute(async (transaction) => {
        const link = await goodLink(transaction, hash, now);
        if (link?.purpose !== 'password' || link.account === null) return null;
        const account = await accountById(transaction, link.account);
        if (account === null || account.disabled) return null;
        await setPassword(transaction, account.id, password);
        await leaveChanges(transaction, left);
        return { ...account, password };
      }),
  };
}

async function goodLink(
  database: Database | Transaction<MainTables>,
  hash: string,
  now: string,
): Promise<OneTimeLink | undefined> {
  const query = database.selectFrom('links').selectAll().where('hash', '=', hash);
  const row = await query.where('expires', '>', now).executeTakeFirst();
  return row as OneTimeLink | undefined;
}

async function setPassword(transaction: Transaction<MainTables>, id: string, password: string) {
  await transaction.updateTable('accounts').set({ password }).where('id', '=', id).execute();
  await endAccess(transaction, id);
}

async function endAccess(transaction: Transaction<MainTables>, id: string) {
  await transaction.deleteFrom('sessions').where('account', '=', id).execute();
  await transaction.deleteFrom('links').where('account', '=', id).execute();
}

async function accountById(database: Database, id: string): Promise<StoredAccount | null> {
  const query = database.selectFrom('accounts').selectAll().where('id', '=', id);
  const row = await query.executeTakeFirst();
  return row === undefined ? null : toAccount(row);
}

/** Those who can sign in: without a password nobody has used the link yet. */
function administrators(database: Database) {
  return database
    .selectFrom('accounts')
    .select('id')
    .where('role', '=', 'administrator')
    .where('disabled', '=', 0)
    .where('password', 'is not', null)
    .execute();
}

function isAdministrator({ role, disabled, password }: StoredAccount): boolean {
  return role === 'administrator' && !disabled && password !== null;
}

function toAccount(row: MainTables['accounts']): StoredAccount {
  const { last_sign_in: lastSignIn, disabled, role, ...rest } = row;
  return { ...rest, role: role as Role, disabled: disabled === 1, lastSignIn };
}

function fromAccount(account: StoredAccount): MainTables['accounts'] {
  const { lastSignIn, disabled, ...rest } = account;
  return { ...rest, disabled: disabled ? 1 : 0, last_sign_in: lastSignIn };
}
