/**
 * One-time codes on disk: a file for each, named by the code's SHA-256. `sekisho enroll` writes
 * it, the running proxy redeems it: whoever renames the file away has it, so two cannot.
 */
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { giveToOwnerOf } from '../platform/account.ts';
import { writePrivateFile } from '../platform/private-file.ts';
import { canonicalCode, codeHash } from './one-time-code.ts';

export const enrolmentGrantSchema = z.strictObject({
  v: z.literal(1),
  user: z.string().min(1).max(100),
  /** Counts where the policy gives the user no unit. */
  unit: z.string().nullable(),
  /** For a user whom the policy does not name. */
  name: z.string().nullable(),
  /** A shared machine: the popup may switch to any user of the policy. */
  shared: z.boolean(),
  expires: z.iso.datetime(),
});
/** What a code gives to whoever redeems it. */
export type EnrolmentGrant = z.infer<typeof enrolmentGrantSchema>;

export async function writeCode(folder: string, code: string, grant: EnrolmentGrant) {
  const file = fileOf(folder, code);
  await writePrivateFile(file, `${JSON.stringify(grant)}\n`);
  // Root may write a code, but the account of the proxy has to read it and take it away.
  await giveToOwnerOf(path.dirname(folder), [folder, file]);
}

/**
 * Takes the code away and gives its grant to `use`. The code comes back where that throws.
 * null: no such code, or used, or expired: the same answer, so that nobody learns which.
 */
export async function redeemCode<T>(
  folder: string,
  typed: string,
  now: number,
  use: (grant: EnrolmentGrant) => Promise<T>,
): Promise<T | null> {
  const code = canonicalCode(typed);
  if (code === null) return null;
  const file = fileOf(folder, code);
  const claimed = file.replace(/\.json$/, '.claimed');
  if (!(await moved(file, claimed))) return null;
  let used: T | null = null;
  try {
    const grant = await readGrant(claimed);
    if (grant !== null && now < Date.parse(grant.expires)) used = await use(grant);
  } catch (error) {
    await rename(claimed, file);
    throw error;
  }
  await rm(claimed, { force: true });
  return used;
}

/** Removes what nobody can redeem any more. */
export async function sweepCodes(folder: string, now: number): Promise<void> {
  for (const name of await names(folder)) {
    const file = path.join(folder, name);
    const grant = await readGrant(file);
    if (grant === null || Date.parse(grant.expires) <= now) await rm(file, { force: true });
  }
}

function fileOf(folder: string, code: string): string {
  return path.join(folder, `${codeHash(canonicalCode(code) ?? '')}.json`);
}

async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

async function names(folder: string): Promise<string[]> {
  try {
    const all = await readdir(folder);
    return all.filter((name) => /^[0-9a-f]{64}\.(json|claimed)$/.test(name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function readGrant(file: string): Promise<EnrolmentGrant | null> {
  try {
    return enrolmentGrantSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    // Unreadable by rights or by the disk is trouble to be told; damaged or gone is no code.
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== undefined && code !== 'ENOENT') throw error;
    return null;
  }
}
