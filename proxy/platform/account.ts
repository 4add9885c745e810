/** Which account we run under, and whose a file is. Windows has no root: there, nothing to do. */
import { chown, stat } from 'node:fs/promises';

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Files that root wrote become those of the account that owns the folder. */
export async function giveToOwnerOf(folder: string, files: readonly string[]): Promise<void> {
  if (!isRoot()) return;
  const { uid, gid } = await stat(folder);
  for (const file of files) await chown(file, uid, gid);
}
