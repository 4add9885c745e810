/** Files that only their owner reads (0600, folders 0700), written whole or not at all. */
import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

export async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

/** Writes beside the file, syncs, and moves into place: a reader sees the old or the new, never a half. */
export async function writePrivateFile(file: string, content: string | Uint8Array): Promise<void> {
  await rename(await writeDraft(file, content), file);
}

/**
 * Writes a file that is not there yet. Of several that write at the same time, in whatever
 * processes, one does; nobody reads a half.
 *
 * @returns false where the file was there: it is left as it is
 */
export async function writePrivateFileOnce(
  file: string,
  content: string | Uint8Array,
): Promise<boolean> {
  const draft = await writeDraft(file, content);
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeDraft(file: string, content: string | Uint8Array): Promise<string> {
  await makePrivateFolder(path.dirname(file));
  const draft = `${file}.${process.pid}.${randomUUID()}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } catch (error) {
    await handle.close();
    await rm(draft, { force: true });
    throw error;
  }
  await handle.close();
  return draft;
}
