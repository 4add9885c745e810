/** Files that only their owner reads (0600, folders 0700), written whole or not at all. */
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

export async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

/** Writes beside the file, syncs, and moves into place: a reader sees the old or the new, never a half. */
export async function writePrivateFile(file: string, content: string | Uint8Array): Promise<void> {
  await makePrivateFolder(path.dirname(file));
  const draft = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
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
  await rename(draft, file);
}
