/**
 * Thumbnails that the hub has not got yet: a file for each, the oldest dropped first. They survive a
 * restart; what cannot be read or written is not kept, and nobody waits for it.
 */
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { makePrivateFolder, writePrivateFile } from '../platform/private-file.ts';

export interface SpooledThumbnail {
  readonly digest: string;
  readonly jpeg: Uint8Array;
}

export interface ThumbnailSpool {
  /** @throws where it cannot be written */
  add(thumbnail: SpooledThumbnail): Promise<void>;
  oldest(): Promise<SpooledThumbnail | null>;
  remove(thumbnail: Pick<SpooledThumbnail, 'digest'>): Promise<void>;
  clear(): Promise<void>;
}

const mostNormal = 1_000;
/** Epoch ms and a number, so that names are in the order of their coming. */
const named = /^\d{15}-\d{6}-([0-9a-f]{32})\.jpg$/;

export async function openThumbnailSpool(
  folder: string,
  { now = Date.now, most = mostNormal }: { now?: () => number; most?: number } = {},
): Promise<ThumbnailSpool> {
  await makePrivateFolder(folder);
  const drop = (name: string) => rm(path.join(folder, name), { force: true });
  /** Oldest first. */
  const all = await readdir(folder);
  const names = all.filter((name) => named.test(name)).sort();
  // What a crash left half written.
  await Promise.all(all.filter((name) => !named.test(name)).map(drop));
  let number = 0;

  const digestOf = (name: string) => named.exec(name)?.[1] ?? '';

  async function forget(name: string): Promise<void> {
    const at = names.indexOf(name);
    if (at >= 0) names.splice(at, 1);
    await drop(name);
  }

  return {
    async add({ digest, jpeg }) {
      if (names.some((name) => digestOf(name) === digest)) return;
      const parts = [String(now()).padStart(15, '0'), String(++number % 1e6).padStart(6, '0')];
      const name = `${parts.join('-')}-${digest}.jpg`;
      await writePrivateFile(path.join(folder, name), jpeg);
      names.push(name);
      for (const oldest of names.slice(0, Math.max(0, names.length - most))) await forget(oldest);
    },
    async oldest() {
      for (;;) {
        const [name] = names;
        if (name === undefined) return null;
        const jpeg = await readFile(path.join(folder, name)).catch(() => null);
        if (jpeg !== null) return { digest: digestOf(name), jpeg };
        await forget(name);
      }
    },
    async remove({ digest }) {
      const name = names.find((each) => digestOf(each) === digest);
      if (name !== undefined) await forget(name);
    },
    async clear() {
      for (const name of [...names]) await forget(name);
    },
  };
}
