/** The store of imports (import-tables.ts); what was found outside goes into the posting log as well. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { PostingRecord } from '../../../shared/audit/content-record.ts';
import { accountKey } from '../../../shared/policy/compile-posting.ts';
import { japanDate } from '../../../shared/policy/japan-time.ts';
import type { LoggedPost } from '../../../shared/posting/imported/compare-imported.ts';
import { addPostings } from './keep-postings.ts';
import type { MainTables } from './main-tables.ts';
import { outsideTerminal } from './outside-terminal.ts';
import { leaveChanges } from './policy-store.ts';
import { foldWords } from './posting-words.ts';
import type { LeftChange } from './store.ts';

export interface ImportState {
  readonly service: string;
  readonly account: string;
  readonly definition: string;
  readonly since: string;
  readonly checkedAt: string | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly failure: { readonly code: string; readonly since: string } | null;
}

export interface KnownPost {
  readonly key: string;
  readonly digest: string;
  readonly state: 'passed' | 'outside' | 'edited';
  readonly seq: number | null;
}

/** A post as a list has it. */
export interface ListedPost {
  readonly key: string;
  readonly at: string;
  readonly address: string | null;
  /** As the policy names it. */
  readonly account: string;
}

export interface GonePost extends Pick<KnownPost, 'key' | 'seq'> {
  readonly address: string | null;
}

export interface OutsidePost extends ListedPost {
  readonly digest: string;
  /** Of the decision that nobody made: what the audit log names it by. */
  readonly reference: string;
  readonly posting: PostingRecord;
}

export interface ImportStore {
  states(): Promise<ImportState[]>;
  put(state: ImportState): Promise<void>;
  /** Forgets imports that the policy has no more. */
  keepOnly(names: readonly { readonly service: string; readonly account: string }[]): Promise<void>;
  known(service: string, keys: readonly string[]): Promise<KnownPost[]>;
  /** Found outside and not reviewed yet, by service and folded account. */
  openOutside(): Promise<ReadonlyMap<string, number>>;
  /** What left for this service by this program's terminals in a span; ISO. */
  logged(service: string, since: string, until: string): Promise<LoggedPost[]>;
  passed(service: string, post: ListedPost & { readonly digest: string }): Promise<void>;
  /** Into the posting log, once for each state of its text. */
  addOutside(service: string, post: OutsidePost, left: readonly LeftChange[]): Promise<void>;
  /** Its record came later: the row goes, unless somebody has reviewed it. */
  cameLater(service: string, post: KnownPost, left: readonly LeftChange[]): Promise<void>;
  /** Of an account whose list is another now: what is known of it says nothing of that list. */
  forgetListed(service: string, account: string): Promise<void>;
  /** What stands there: known posts of it are of this account's list. @returns those that were gone */
  listed(service: string, posts: readonly ListedPost[]): Promise<GonePost[]>;
  /** Known of this account's list, newer than a moment, not gone yet, and not among those keys. */
  missing(
    service: string,
    account: string,
    since: string,
    keys: readonly string[],
  ): Promise<GonePost[]>;
  /** Marks one, also in the posting log; null: it is there again. */
  markGone(
    service: string,
    post: GonePost,
    at: string | null,
    left: readonly LeftChange[],
  ): Promise<void>;
}

type Database = Kysely<MainTables>;

export function outsideKey(service: string, account: string): string {
  return JSON.stringify([service, accountKey(account)]);
}

export function importStore(main: Database): ImportStore {
  return {
    async states() {
      const rows = await main.selectFrom('imports').selectAll().execute();
      return rows.map(({ checked_at, last_modified, failure, failure_since, ...row }) => ({
        ...row,
        checkedAt: checked_at,
        lastModified: last_modified,
        failure: failure === null ? null : { code: failure, since: failure_since ?? '' },
      }));
    },
    async put({ checkedAt, lastModified, failure, ...state }) {
      const row = {
        ...state,
        checked_at: checkedAt,
        last_modified: lastModified,
        failure: failure?.code ?? null,
        failure_since: failure?.since ?? null,
      };
      await main
        .insertInto('imports')
        .values(row)
        .onConflict((conflict) => conflict.columns(['service', 'account']).doUpdateSet(row))
        .execute();
    },
    async keepOnly(names) {
      const kept = new Set(names.map(({ service, account }) => JSON.stringify([service, account])));
      const rows = await main.selectFrom('imports').select(['service', 'account']).execute();
      for (const { service, account } of rows) {
        if (kept.has(JSON.stringify([service, account]))) continue;
        await main
          .deleteFrom('imports')
          .where('service', '=', service)
          .where('account', '=', account)
          .execute();
      }
    },
    async known(service, keys) {
      if (keys.length === 0) return [];
      const rows = await main
        .selectFrom('imported_posts')
        .select(['key', 'digest', 'state', 'seq'])
        .where('service', '=', service)
        .where('key', 'in', keys)
        .execute();
      return rows.map((row) => ({ ...row, state: row.state as KnownPost['state'] }));
    },
    async openOutside() {
      const { rows } = await sql<{ service: string; account: string | null; count: number }>`
        select service, account, count(*) as count from postings
        where terminal = ${outsideTerminal} and reviewed_at is null
        group by service, account`.execute(main);
      return new Map(
        rows.map(({ service, account, count }) => [outsideKey(service, account ?? ''), count]),
      );
    },
    async logged(service, since, until) {
      const { rows } = await sql<LoggedPost>`
        select address, act, posting ->> 'text' as text, at from postings
        where service = ${service} and at between ${since} and ${until} and fate = 'sent'
          and taken is not 0 and terminal <> ${outsideTerminal}
          and act not in ('upload', 'sign-in', 'delete', 'profile')
        order by at desc limit 20000`.execute(main);
      return rows;
    },
    async passed(service, post) {
      await keep(main, { ...keptOf(service, post), state: 'passed', seq: null });
    },
    addOutside: (service, post, left) =>
      main.transaction().execute(async (transaction) => {
        const seq = await nextSeq(transaction);
        await addPostings(transaction, [rowOf(service, seq, post)]);
        await transaction
          .updateTable('postings')
          .set({ taken: 1, address: post.address })
          .where('terminal', '=', outsideTerminal)
          .where('seq', '=', seq)
          .execute();
        const state = post.posting.act === 'edit' ? 'edited' : 'outside';
        await keep(transaction, { ...keptOf(service, post), state, seq });
        await leaveChanges(transaction, left);
      }),
    async forgetListed(service, account) {
      await main
        .updateTable('imported_posts')
        .set({ account: null })
        .where('service', '=', service)
        .where('account', '=', account)
        .execute();
    },
    async listed(service, posts) {
      const told = JSON.stringify(posts);
      await sql`update imported_posts set account = value ->> 'account',
          address = value ->> 'address'
        from json_each(${told})
        where service = ${service} and imported_posts.key = value ->> 'key'`.execute(main);
      const { rows } = await sql<GonePost>`select imported_posts.key, seq, address
        from json_each(${told}) join imported_posts
          on service = ${service} and imported_posts.key = value ->> 'key'
        where gone_at is not null`.execute(main);
      return rows;
    },
    async missing(service, account, since, keys) {
      const { rows } = await sql<GonePost>`select key, seq, address from imported_posts
        where service = ${service} and account = ${account} and at > ${since}
          and gone_at is null
          and key not in (select value from json_each(${JSON.stringify(keys)}))
        order by at`.execute(main);
      return rows;
    },
    markGone: (service, { key, seq, address }, at, left) =>
      main.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('imported_posts')
          .set({ gone_at: at })
          .where('service', '=', service)
          .where('key', '=', key)
          .execute();
        await sql`update postings set gone_at = ${at} where service = ${service}
          and act not in ('delete', 'upload', 'sign-in', 'profile')
          and (address = ${address} or (terminal = ${outsideTerminal} and seq = ${seq}))`.execute(
          transaction,
        );
        await leaveChanges(transaction, left);
      }),
    cameLater: (service, { key, seq }, left) =>
      main.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('imported_posts')
          .set({ state: 'passed', seq: null })
          .where('service', '=', service)
          .where('key', '=', key)
          .execute();
        await transaction
          .deleteFrom('postings')
          .where('terminal', '=', outsideTerminal)
          .where('seq', '=', seq ?? 0)
          .where('reviewed_at', 'is', null)
          .execute();
        await leaveChanges(transaction, left);
      }),
  };
}

function keptOf(
  service: string,
  { key, digest, at, account, address }: ListedPost & { readonly digest: string },
) {
  return { service, key, digest, at, account, address, gone_at: null };
}

async function keep(database: Database, row: MainTables['imported_posts']): Promise<void> {
  const { digest, state, seq, account, address } = row;
  await database
    .insertInto('imported_posts')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['service', 'key']).doUpdateSet({ digest, state, seq, account, address }),
    )
    .execute();
}

/** Never given twice, also when retention has taken the rows away: imported_posts keeps the last. */
async function nextSeq(transaction: Transaction<MainTables>): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`
    select max(last) as last from (
      select max(seq) as last from postings where terminal = ${outsideTerminal}
      union all select max(seq) from imported_posts)`.execute(transaction);
  return (rows[0]?.last ?? 0) + 1;
}

function rowOf(service: string, seq: number, { reference, at, posting }: OutsidePost) {
  return {
    terminal: outsideTerminal,
    seq,
    place: 0,
    decision: reference,
    at,
    day: japanDate(Date.parse(at)),
    user: null,
    unit: null,
    service,
    act: posting.act,
    account: posting.account === null ? null : accountKey(posting.account),
    fate: 'sent',
    warned: 0,
    would: null,
    review: 1,
    words: foldWords([posting.text, posting.account].filter(Boolean).join('\n')),
    posting: JSON.stringify(posting),
    disaster: null,
    post: null,
    about: null,
  };
}
