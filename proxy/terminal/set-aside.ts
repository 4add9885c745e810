/** A hub that forgot this terminal gives it a new name; the log under the old name is kept apart. */
import { readFile, rename } from 'node:fs/promises';
import type { StoredRecord } from '../../shared/audit/record.ts';
import { errorCode } from '../record/audit-log-error.ts';
import { listSegments } from '../record/segments.ts';

/**
 * Renames the audit log in `folder` to `<folder>-<terminal>` where it is another terminal's.
 * @returns the new name; null where nothing had to be done
 */
export async function setAsideOtherLog(folder: string, terminal: string): Promise<string | null> {
  const owner = await ownerOf(folder);
  if (owner === null || owner === terminal) return null;
  const aside = `${folder}-${owner.replace(/[^A-Za-z0-9-]/g, '_').slice(0, 60)}`;
  for (let n = 1; ; n++) {
    const name = n === 1 ? aside : `${aside}-${n}`;
    try {
      await rename(folder, name);
      return name;
    } catch (error) {
      if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(errorCode(error)) || n === 100) throw error;
    }
  }
}

/** Whose records the log holds; null for an empty one, or where the first line cannot be read. */
async function ownerOf(folder: string): Promise<string | null> {
  try {
    const first = (await listSegments(folder))[0];
    if (first === undefined) return null;
    const line = (await readFile(first.file, 'utf8')).split('\n', 1)[0] ?? '';
    return (JSON.parse(line) as StoredRecord).terminal;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || error instanceof SyntaxError) return null;
    throw error;
  }
}
