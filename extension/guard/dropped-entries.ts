/**
 * What was dropped, folders opened: their files, in order, and the tree that they stand in. Folders
 * stay what they are to the page: see entry-stand-in.ts.
 */
import type { GuardFailure } from './channel.ts';

/** One entry of a tree: `file` is the place of its file in the list, `children` are a folder's. */
export type EntryNode =
  | { readonly name: string; readonly file: number }
  | { readonly name: string; readonly children: readonly EntryNode[] };

export interface DroppedEntries {
  readonly files: readonly File[];
  /** As in a folder's own path, for the person; of what was dropped itself its name. */
  readonly paths: readonly string[];
  readonly tree: readonly EntryNode[];
  /** What could not be read: then the person is told, and it does not go. */
  readonly failed: readonly { readonly name: string; readonly failure: GuardFailure }[];
}

/** What one action may hold; more than that nobody waits for. */
export const filesAtMost = 10_000;
const deepest = 100;

/** Has to be called while the drop is under way. null: no folder in it */
export function droppedEntries(transfer: DataTransfer): FileSystemEntry[] | null {
  const entries = [...transfer.items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => item.webkitGetAsEntry());
  if (!entries.some((entry) => entry?.isDirectory)) return null;
  return entries.filter((entry) => entry !== null);
}

export async function readEntries(
  entries: readonly FileSystemEntry[],
  atMost: number = filesAtMost,
): Promise<DroppedEntries> {
  const files: File[] = [];
  const paths: string[] = [];
  const failed: { name: string; failure: GuardFailure }[] = [];
  let isFull = false;

  async function read(entry: FileSystemEntry, above: string, depth: number): Promise<EntryNode[]> {
    if (isFull) return [];
    const path = above === '' ? entry.name : `${above}/${entry.name}`;
    if (files.length + failed.length >= atMost || depth > deepest) {
      isFull = true;
      return [];
    }
    try {
      if (entry.isDirectory) {
        const children: EntryNode[] = [];
        for (const each of await listed(entry as FileSystemDirectoryEntry)) {
          children.push(...(await read(each, path, depth + 1)));
        }
        return [{ name: entry.name, children }];
      }
      const file = await fileOf(entry as FileSystemFileEntry);
      paths.push(path);
      return [{ name: entry.name, file: files.push(file) - 1 }];
    } catch {
      failed.push({ name: path, failure: 'unreadable' });
      return [];
    }
  }

  const tree: EntryNode[] = [];
  for (const entry of entries) tree.push(...(await read(entry, '', 0)));
  if (!isFull) return { files, paths, tree, failed };
  const [first] = entries;
  const tooMany = { name: first?.name ?? '', failure: 'too-many' } as const;
  return { files: [], paths: [], tree: [], failed: [tooMany] };
}

/**
 * The tree with these files alone, each by its place among them. Folders stay, if need be empty.
 * @param names what the files are called now
 */
export function keptTree(
  tree: readonly EntryNode[],
  kept: readonly number[],
  names: readonly string[] = [],
): EntryNode[] {
  const places = new Map(kept.map((place, at) => [place, at]));
  const keep = (node: EntryNode): EntryNode[] => {
    const { name } = node;
    if ('children' in node) return [{ name, children: node.children.flatMap(keep) }];
    const file = places.get(node.file);
    return file === undefined ? [] : [{ name: names[file] ?? name, file }];
  };
  return tree.flatMap(keep);
}

/** A reader gives a part at a time, and none in the end. */
async function listed(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (part.length === 0 || all.length > filesAtMost) return all;
    all.push(...part);
  }
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });
