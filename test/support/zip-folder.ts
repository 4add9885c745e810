import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';

/** Every file below a folder, as an extension is packed: names relative to it, with `/`. */
export async function zipFolder(folder: string): Promise<Buffer> {
  const zip = new ZipWriter(new Uint8ArrayWriter());
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(folder, file).replaceAll(path.sep, '/');
    await zip.add(name, new Uint8ArrayReader(await readFile(file)));
  }
  return Buffer.from(await zip.close());
}
