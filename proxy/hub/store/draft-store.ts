/** Drafts with their versions and answers, their pictures, and what became of them. */
import { type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import { findingRecordSchema } from '../../../shared/audit/content-record.ts';
import {
  draftActSchema,
  draftEventSchema,
  draftPictureSchema,
  draftStates,
  type PictureReport,
  pictureReportSchema,
} from '../../../shared/protocol/drafts.ts';
import { type Database, leaveChanges } from './policy-store.ts';
import type { LeftChange } from './store.ts';

const versionSchema = z.object({
  /** As it was written, without what describes the pictures; masked where something was found. */
  text: z.string(),
  masked: z.boolean(),
  /** Of text and descriptions. */
  textDigest: z.string(),
  topic: z.string().nullable(),
  findings: z.array(findingRecordSchema),
  pictures: z.array(draftPictureSchema),
});
export type DraftVersion = z.infer<typeof versionSchema>;

export const storedDraftSchema = z.object({
  id: z.string(),
  at: z.string(),
  user: z.string(),
  unit: z.string().nullable(),
  /** The one that may post it; null: none has claimed it. */
  terminal: z.string().nullable(),
  decision: z.string().nullable(),
  service: z.string(),
  account: z.string(),
  act: draftActSchema,
  replyTo: z.string().nullable(),
  key: z.string(),
  state: z.enum(draftStates),
  step: z.number().int(),
  /** The last one counts. */
  versions: z.array(versionSchema).min(1),
  events: z.array(draftEventSchema),
});
export type StoredDraft = z.infer<typeof storedDraftSchema>;

export interface DraftUse {
  readonly draft: string;
  readonly version: number;
  readonly terminal: string;
  readonly decision: string;
  readonly at: string;
  /** null: unknown. */
  readonly taken: boolean | null;
}

export interface NewPicture {
  readonly digest: string;
  readonly bytes: Uint8Array;
}

export interface KeptPicture extends NewPicture {
  readonly draft: string;
}

/** By the picture's digest. */
export type PictureReports = ReadonlyMap<string, PictureReport>;

export interface DraftStore {
  /** @returns false: there is one of this id */
  add(
    draft: StoredDraft,
    pictures: readonly NewPicture[],
    left?: readonly LeftChange[],
  ): Promise<boolean>;
  byId(id: string): Promise<StoredDraft | null>;
  /** Newest first, at most 1,000. */
  list(filter: {
    states?: readonly StoredDraft['state'][];
    users?: readonly string[];
    terminal?: string;
    since?: string;
  }): Promise<StoredDraft[]>;
  /** Written or touched in that time (ISO, `until` excluded), in portions. */
  walk(span: { readonly since: string; readonly until: string }): AsyncIterable<StoredDraft[]>;
  /** @returns false: it is not at the step of `before` any more, and nothing was changed */
  change(
    before: StoredDraft,
    next: Omit<StoredDraft, 'step'>,
    pictures: readonly NewPicture[],
    left?: readonly LeftChange[],
  ): Promise<boolean>;
  picture(draft: string, digest: string): Promise<Uint8Array | null>;
  /** Digests of those that are kept, by draft. */
  kept(drafts: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>>;
  /** What was found in pictures, by draft and digest. */
  reports(drafts: readonly string[]): Promise<ReadonlyMap<string, PictureReports>>;
  /** One that is kept and has no report. @param draft null: of any */
  uninspected(draft: string | null): Promise<KeptPicture | null>;
  report(picture: Omit<KeptPicture, 'bytes'>, report: PictureReport): Promise<void>;
  uses(drafts: readonly string[]): Promise<DraftUse[]>;
  dropPictures(draft: string): Promise<void>;
  drop(draft: string): Promise<void>;
}

const most = 1_000;
const portion = 200;

export function draftStore(database: Database): DraftStore {
  const rowOf = (draft: StoredDraft) => {
    const { id, at, user, service, terminal, state, step } = draft;
    return { id, at, user, service, terminal, state, step, json: JSON.stringify(draft) };
  };
  const addPictures = async (
    transaction: Database,
    draft: string,
    pictures: readonly NewPicture[],
  ) => {
    for (const { digest, bytes } of pictures) {
      await transaction
        .insertInto('draft_pictures')
        .values({ draft, digest, bytes })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  };

  return {
    add: (draft, pictures, left) =>
      database.transaction().execute(async (transaction) => {
        const made = await transaction
          .insertInto('drafts')
          .values(rowOf(draft))
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (made.numInsertedOrUpdatedRows !== 1n) return false;
        await addPictures(transaction, draft.id, pictures);
        await leaveChanges(transaction, left);
        return true;
      }),
    async byId(id) {
      const query = database.selectFrom('drafts').select('json').where('id', '=', id);
      const row = await query.executeTakeFirst();
      return row === undefined ? null : read(row.json);
    },
    async list({ states, users, terminal, since }) {
      let query = database.selectFrom('drafts').select('json');
      if (states !== undefined) query = query.where('state', 'in', [...states]);
      if (users !== undefined) query = query.where('user', 'in', [...users]);
      if (terminal !== undefined) query = query.where('terminal', '=', terminal);
      if (since !== undefined) query = query.where('at', '>=', since);
      const rows = await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(most).execute();
      return rows.map(({ json }) => read(json));
    },
    async *walk({ since, until }) {
      for (let after = ''; ; ) {
        const rows = await database
          .selectFrom('drafts')
          .select(['id', 'json'])
          .where('id', '>', after)
          .where('at', '<', until)
          .where(sql<SqlBool>`coalesce(json ->> '$.events[#-1].at', at) >= ${since}`)
          .orderBy('id')
          .limit(portion)
          .execute();
        if (rows.length > 0) yield rows.map(({ json }) => read(json));
        if (rows.length < portion) return;
        after = rows.at(-1)?.id ?? after;
      }
    },
    change: (before, next, pictures, left) =>
      database.transaction().execute(async (transaction) => {
        const { id, ...row } = rowOf({ ...next, step: before.step + 1 });
        const done = await transaction
          .updateTable('drafts')
          .set(row)
          .where('id', '=', id)
          .where('step', '=', before.step)
          .executeTakeFirst();
        if (done.numUpdatedRows !== 1n) return false;
        await addPictures(transaction, id, pictures);
        await leaveChanges(transaction, left);
        return true;
      }),
    async picture(draft, digest) {
      const row = await database
        .selectFrom('draft_pictures')
        .select('bytes')
        .where('draft', '=', draft)
        .where('digest', '=', digest)
        .executeTakeFirst();
      return row?.bytes ?? null;
    },
    async kept(drafts) {
      const found = new Map<string, Set<string>>();
      if (drafts.length === 0) return found;
      const rows = await database
        .selectFrom('draft_pictures')
        .select(['draft', 'digest'])
        .where('draft', 'in', [...drafts])
        .execute();
      for (const { draft, digest } of rows) {
        const own = found.get(draft) ?? new Set();
        found.set(draft, own.add(digest));
      }
      return found;
    },
    async reports(drafts) {
      const found = new Map<string, Map<string, PictureReport>>();
      if (drafts.length === 0) return found;
      const rows = await database
        .selectFrom('draft_picture_reports')
        .selectAll()
        .where('draft', 'in', [...drafts])
        .execute();
      for (const { draft, digest, json } of rows) {
        const own = found.get(draft) ?? new Map();
        found.set(draft, own.set(digest, pictureReportSchema.parse(JSON.parse(json))));
      }
      return found;
    },
    async uninspected(draft) {
      let query = database
        .selectFrom('draft_pictures as picture')
        .leftJoin('draft_picture_reports as report', (join) =>
          join
            .onRef('report.draft', '=', 'picture.draft')
            .onRef('report.digest', '=', 'picture.digest'),
        )
        .select(['picture.draft', 'picture.digest', 'picture.bytes'])
        .where('report.json', 'is', null);
      if (draft !== null) query = query.where('picture.draft', '=', draft);
      return (await query.limit(1).executeTakeFirst()) ?? null;
    },
    async report({ draft, digest }, report) {
      await database
        .insertInto('draft_picture_reports')
        .values({ draft, digest, json: JSON.stringify(report) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async uses(drafts) {
      if (drafts.length === 0) return [];
      const rows = await database
        .selectFrom('draft_uses')
        .select(['draft', 'version', 'terminal', 'decision', 'at', 'taken'])
        .where('draft', 'in', [...drafts])
        .orderBy('at')
        .execute();
      return rows.map(({ taken, ...use }) => ({
        ...use,
        taken: taken === null ? null : taken === 1,
      }));
    },
    async dropPictures(draft) {
      await database.deleteFrom('draft_pictures').where('draft', '=', draft).execute();
    },
    async drop(draft) {
      await database.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('draft_pictures').where('draft', '=', draft).execute();
        await transaction.deleteFrom('draft_picture_reports').where('draft', '=', draft).execute();
        await transaction.deleteFrom('draft_uses').where('draft', '=', draft).execute();
        await transaction.deleteFrom('drafts').where('id', '=', draft).execute();
      });
    },
  };
}

function read(json: string): StoredDraft {
  return storedDraftSchema.parse(JSON.parse(json));
}
