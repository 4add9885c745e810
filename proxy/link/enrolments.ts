/**
 * Which browsers of this terminal act for whom: kept in one file, written whole before a change
 * counts. A browser is known by its public key and the origin of its extension.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type PublicKey, publicKeySchema } from '../../shared/protocol/link.ts';
import { writePrivateFile } from '../platform/private-file.ts';
import { StartError } from '../platform/start-error.ts';
import type { EnrolmentGrant } from './enrolment-codes.ts';

const enrolledPersonSchema = z.strictObject({
  user: z.string(),
  /** Counts where the policy gives the user no unit. */
  unit: z.string().nullable(),
  name: z.string().nullable(),
});
export type EnrolledPerson = z.infer<typeof enrolledPersonSchema>;

const enrolmentSchema = z.strictObject({
  id: z.string(),
  publicKey: publicKeySchema,
  /** `chrome-extension://…` or `moz-extension://…`. */
  origin: z.string(),
  /** Whose code was redeemed. */
  person: enrolledPersonSchema,
  /** A shared machine: every user of the policy may be chosen as well. */
  shared: z.boolean(),
  /** The user who acts now. */
  current: z.string(),
  created: z.string(),
  lastUsed: z.string().nullable(),
});
export type Enrolment = z.infer<typeof enrolmentSchema>;
const fileSchema = z.strictObject({ v: z.literal(1), enrolments: z.array(enrolmentSchema) });

export interface Enrolments {
  get(id: string): Enrolment | null;
  all(): readonly Enrolment[];
  /** The same key again is the same enrolment, for whom the new grant says. */
  enroll(publicKey: PublicKey, origin: string, grant: EnrolmentGrant): Promise<Enrolment>;
  /** null where the enrolment is gone. */
  switchPerson(id: string, user: string): Promise<Enrolment | null>;
  markUsed(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** Calls with the id of each enrolment that changed. @returns a function that ends it */
  subscribe(listener: (id: string) => void): () => void;
}

/** @throws StartError where the file is damaged: it is never emptied in silence */
export async function openEnrolments(options: {
  file: string;
  now?: () => number;
}): Promise<Enrolments> {
  const { file, now = Date.now } = options;
  const time = () => new Date(now()).toISOString();
  const listeners = new Set<(id: string) => void>();
  let known = new Map((await read(file)).map((each) => [each.id, each]));
  let lastChange: Promise<unknown> = Promise.resolve();

  /** One after the other; on disk first, then in memory, then told. */
  function change(make: () => { id: string; enrolment: Enrolment | null } | null) {
    const done = lastChange.then(async () => {
      const made = make();
      if (made === null) return null;
      const next = new Map(known);
      if (made.enrolment === null) next.delete(made.id);
      else next.set(made.id, made.enrolment);
      await writePrivateFile(file, fileText([...next.values()]));
      known = next;
      for (const listener of listeners) listener(made.id);
      return made.enrolment;
    });
    lastChange = done.catch(() => {});
    return done;
  }
  const update = (id: string, fields: Partial<Enrolment>) =>
    change(() => {
      const enrolment = known.get(id);
      return enrolment ? { id, enrolment: { ...enrolment, ...fields } } : null;
    });

  return {
    get: (id) => known.get(id) ?? null,
    all: () => [...known.values()],
    async enroll(publicKey, origin, grant) {
      const { user, unit, name } = grant;
      const made = await change(() => {
        const same = [...known.values()].find((each) => sameKey(each.publicKey, publicKey));
        const enrolment: Enrolment = {
          id: same?.id ?? randomBytes(12).toString('hex'),
          publicKey,
          origin,
          person: { user, unit, name },
          shared: grant.shared,
          current: user,
          created: same?.created ?? time(),
          lastUsed: same?.lastUsed ?? null,
        };
        return { id: enrolment.id, enrolment };
      });
      if (made === null) throw new Error('an enrolment was not made');
      return made;
    },
    switchPerson: (id, user) => update(id, { current: user }),
    async markUsed(id) {
      await update(id, { lastUsed: time() });
    },
    async remove(id) {
      await change(() => (known.has(id) ? { id, enrolment: null } : null));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function sameKey(one: PublicKey, other: PublicKey): boolean {
  return one.kty === other.kty && one.crv === other.crv && one.x === other.x && one.y === other.y;
}

function fileText(enrolments: Enrolment[]): string {
  return `${JSON.stringify({ v: 1, enrolments }, null, 2)}\n`;
}

async function read(file: string): Promise<Enrolment[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  try {
    return fileSchema.parse(JSON.parse(text)).enrolments;
  } catch {
    throw new StartError(
      `登録の記録 ${file} が壊れています。控えを戻すか、別の場所に移して全員を登録し直してください / The list of enrolments ${file} is damaged: put back a copy, or move it away and enrol every browser again (sekisho enroll)`,
    );
  }
}
