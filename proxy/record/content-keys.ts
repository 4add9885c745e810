/**
 * The keys that fingerprints of findings and digests of content are made with: this terminal's own,
 * in a file that nobody else may read. They never leave the proxy: a space of 12 digits can be searched.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { writePrivateFile } from '../platform/private-file.ts';
import { StartError } from '../platform/start-error.ts';

export interface ContentKeys {
  readonly fingerprint: Uint8Array;
  readonly digest: Uint8Array;
}

const bytes = 32;

/** @throws StartError where the file is there and cannot be used: with other keys nothing could be compared */
export async function openContentKeys(file: string): Promise<ContentKeys> {
  const kept = await readKeys(file);
  if (kept !== null) return kept;
  const made = { fingerprint: randomBytes(bytes), digest: randomBytes(bytes) };
  await writePrivateFile(
    file,
    JSON.stringify({
      fingerprint: made.fingerprint.toString('base64url'),
      digest: made.digest.toString('base64url'),
    }),
  );
  return made;
}

async function readKeys(file: string): Promise<ContentKeys | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw unusable(file);
  }
  try {
    const { fingerprint, digest } = JSON.parse(text) as Record<string, unknown>;
    return { fingerprint: keyOf(fingerprint), digest: keyOf(digest) };
  } catch {
    throw unusable(file);
  }
}

function keyOf(value: unknown): Uint8Array {
  const key = Buffer.from(typeof value === 'string' ? value : '', 'base64url');
  if (key.length !== bytes) throw new Error('length');
  return key;
}

function unusable(file: string): StartError {
  return new StartError(
    `${file} を読めません。控えから戻すか、ファイルを消して作り直してください（前の記録とは比べられなくなります） / ${file} cannot be used: restore it from a backup, or delete it and start again (earlier records can then not be compared)`,
  );
}
