/**
 * A folder with the set that counts now: the set under its SHA-256, and `current.json`, which names
 * it and holds the secret. Both are moved into place whole; what is not named any more is removed.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { openRegisteredSet } from '../../../shared/detection/registered/registered-set.ts';
import { writePrivateFile } from '../../platform/private-file.ts';
import type { RegisteredSource } from '../messages.ts';
import { usesOf } from './registered-secret.ts';

const isSnapshot = (name: string) => /^[0-9a-f]{64}/.test(name);

const currentSchema = z.object({
  v: z.literal(1),
  snapshot: z.string().regex(/^[0-9a-f]{64}$/),
  secret: z.base64url().length(43),
});

export interface RegisteredFolder {
  readonly snapshot: string;
  readonly secret: Uint8Array;
}

/** null: there is none; `damaged`: there is one, and it cannot be used. */
export async function readRegisteredFolder(
  folder: string,
): Promise<(RegisteredFolder & { readonly source: RegisteredSource }) | null | 'damaged'> {
  let text: string;
  try {
    text = await readFile(path.join(folder, 'current.json'), 'utf8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : 'damaged';
  }
  try {
    const { snapshot, secret: written } = currentSchema.parse(JSON.parse(text));
    const secret = new Uint8Array(Buffer.from(written, 'base64url'));
    const file = path.join(folder, snapshot);
    const bytes = await readFile(file);
    const isNamed = createHash('sha256').update(bytes).digest('hex') === snapshot;
    if (!isNamed || openRegisteredSet(bytes)?.key !== usesOf(secret).name) return 'damaged';
    return { snapshot, secret, source: { file, secret } };
  } catch {
    return 'damaged';
  }
}

/** @param bytes whose SHA-256 is `snapshot` */
export async function writeRegisteredFolder(
  folder: string,
  { snapshot, secret }: RegisteredFolder,
  bytes: Uint8Array,
): Promise<RegisteredSource> {
  const file = path.join(folder, snapshot);
  await writePrivateFile(file, bytes);
  const current = { v: 1, snapshot, secret: Buffer.from(secret).toString('base64url') };
  await writePrivateFile(path.join(folder, 'current.json'), `${JSON.stringify(current)}\n`);
  for (const name of await readdir(folder)) {
    if (isSnapshot(name) && name !== snapshot) await rm(path.join(folder, name), { force: true });
  }
  return { file, secret };
}

/** No document is registered any more. */
export async function clearRegisteredFolder(folder: string): Promise<void> {
  await rm(path.join(folder, 'current.json'), { force: true });
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter(isSnapshot)) await rm(path.join(folder, name), { force: true });
}
