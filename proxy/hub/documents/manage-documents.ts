/**
 * Registered documents from the command line, on the hub's own files, whether the hub runs or not.
 * A hub that runs gives what was changed to the terminals within seconds, else at its start.
 */
import { parsePolicy } from '../../../shared/policy/parse.ts';
import { defaultLevels } from '../../../shared/policy/uploads-schema.ts';
import { registrationSchema, type ShownDocument } from '../../../shared/protocol/documents.ts';
import type { InspectionPool } from '../../inspection/pool.ts';
import { StartError } from '../../platform/start-error.ts';
import { type Change, makeChange } from '../records/hub-audit.ts';
import type { LeftChange, Store } from '../store/store.ts';
import { documentNumber, registerDocument, removedChange } from './register-document.ts';
import { shownDocument } from './shown-document.ts';

export interface ManageDocuments {
  list(): Promise<ShownDocument[]>;
  /** @param about as the console's form, unchecked */
  add(file: string, about: unknown): Promise<ShownDocument>;
  remove(id: string): Promise<{ id: string }>;
}

/** All but list throw StartError with a sentence. @param by e.g. `command line (root)` */
export function manageDocuments(options: {
  store: Pick<Store, 'documents' | 'revisions'>;
  pool: Pick<InspectionPool, 'fingerprint'>;
  secret: Uint8Array;
  by: string;
  now: () => number;
}): ManageDocuments {
  const { store, pool, secret, by, now } = options;

  function left(change: Change): LeftChange {
    const record = makeChange(change, now());
    return { id: record.id, json: JSON.stringify(record) };
  }

  async function levels(): Promise<readonly string[]> {
    const revision = await store.revisions.current();
    const policy = revision === null ? null : parsePolicy(revision.yaml).policy;
    return (policy?.levels ?? defaultLevels).order;
  }

  return {
    async list() {
      return (await store.documents.list()).map((each) => shownDocument(each, null, now()));
    },
    async add(file, about) {
      const parsed = registrationSchema.safeParse(about);
      if (!parsed.success) {
        const [field] = parsed.error.issues[0]?.path ?? [];
        throw new StartError(
          `--${String(field)} が正しくありません。空にせず、日付は 2027-03-31 の形で書いてください / --${String(field)} is not usable: it may not be empty, and a date is written 2027-03-31`,
        );
      }
      const known = await levels();
      if (!known.includes(parsed.data.level)) {
        throw new StartError(
          `レベル ${parsed.data.level} はポリシーにありません。${known.join('、')} のどれかにしてください / the policy has no level ${parsed.data.level}: use one of ${known.join(', ')}`,
        );
      }
      const registered = await registerDocument(
        { store, pool, secret, left, now },
        parsed.data,
        { name: '', content: { path: file } },
        by,
      );
      switch (registered.outcome) {
        case 'registered':
          return shownDocument(registered.document, null, now());
        case 'taken':
          throw new StartError(`${file} はすでに登録されています / ${file} is registered already`);
        case 'empty':
          throw new StartError(
            `${file} には登録できるものがありません / ${file} holds nothing that can be registered`,
          );
        case 'not-read':
          throw new StartError(
            `${file} を読めません（${registered.why}）。場所と大きさを確かめてください / ${file} cannot be read (${registered.why}): check its place and its size`,
          );
        default:
          return registered satisfies never;
      }
    },
    async remove(id) {
      const number = documentNumber(id);
      const known = (await store.documents.list()).find((each) => each.number === number);
      const isGone =
        known !== undefined &&
        (await store.documents.remove(known.number, [left(removedChange(known, by))]));
      if (isGone) return { id };
      throw new StartError(
        `登録文書 ${id} はありません。document list で確かめてください / there is no registered document ${id}: look at document list`,
      );
    },
  };
}
