/** A folder to choose or drop, with folders in it; removed at the end. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { UploadFile } from './upload-files.ts';

/** Path, the folder's own name first, → file. */
export type FolderFiles = Readonly<Record<string, UploadFile>>;

/** One file of `clean` at the top, and of `files` one beside it and two further down. */
export function folderOf(files: readonly UploadFile[], clean: readonly UploadFile[]): FolderFiles {
  const [text, csv, , sheet, document] = [...files.slice(0, 4), clean[4]] as UploadFile[];
  const placed = { '資料/': [document, csv], '資料/下の階/': [text], '資料/下の階/奥/': [sheet] };
  return Object.fromEntries(
    Object.entries(placed).flatMap(([place, each]) =>
      each.flatMap((file) => (file === undefined ? [] : [[place + file.name, file]])),
    ),
  );
}

export async function folderOnDisk(
  files: FolderFiles,
): Promise<{ readonly folder: string } & AsyncDisposable> {
  const top = await mkdtemp(path.join(os.tmpdir(), 'sekisho-files-'));
  for (const [place, { bytes }] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(top, place)), { recursive: true });
    await writeFile(path.join(top, place), bytes);
  }
  return {
    folder: path.join(top, '資料'),
    [Symbol.asyncDispose]: () => rm(top, { recursive: true, force: true }),
  };
}
