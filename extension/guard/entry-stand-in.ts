/**
 * In the page's own world: a dropped folder as `webkitGetAsEntry` gives it, made of the files that
 * may go. A drop that a script makes has no entries of its own.
 */
import type { EntryNode } from './dropped-entries.ts';

type Page = Pick<Window & typeof globalThis, 'DOMException' | 'queueMicrotask'> & {
  readonly FileSystemFileEntry?: { readonly prototype: object };
  readonly FileSystemDirectoryEntry?: { readonly prototype: object };
};
type Told<T> = ((it: T) => void) | null | undefined;

/** As many as Chromium gives at once: pages have to ask until nothing comes. */
const partSize = 100;

/** The entries of what was dropped, in order. @param files the tree's own, by their places */
export function entriesOf(
  page: Page,
  tree: readonly EntryNode[],
  files: readonly File[],
): FileSystemEntry[] {
  const filesystem = { name: '', root: null as unknown as FileSystemDirectoryEntry };
  const later = <T>(tell: Told<T>, it: T) => {
    if (typeof tell === 'function') page.queueMicrotask(() => tell(it));
  };

  function common(name: string, fullPath: string, isFile: boolean, parent: () => FileSystemEntry) {
    return {
      isFile,
      isDirectory: !isFile,
      name,
      fullPath,
      filesystem,
      getParent: (tell?: Told<FileSystemEntry>) => later(tell, parent()),
    };
  }

  function make(node: EntryNode, above: string, parent: () => FileSystemEntry): FileSystemEntry {
    const fullPath = `${above}/${node.name}`;
    if ('children' in node) return folder(node.name, fullPath, node.children, parent);
    const file = files[node.file];
    const entry = {
      ...common(node.name, fullPath, true, parent),
      file: (tell: Told<File>, fail?: Told<DOMException>) =>
        file === undefined ? later(fail, missing()) : later(tell, file),
    };
    return like(page.FileSystemFileEntry?.prototype, entry);
  }

  function folder(
    name: string,
    fullPath: string,
    nodes: readonly EntryNode[],
    parent: (() => FileSystemEntry) | null,
  ): FileSystemEntry {
    const below = fullPath === '/' ? '' : fullPath;
    const self = (): FileSystemEntry => made;
    let children: FileSystemEntry[] | null = null;
    const all = () => {
      children ??= nodes.map((node) => make(node, below, self));
      return children;
    };
    const find =
      (isFile: boolean) =>
      (path: unknown, _: unknown, tell?: Told<FileSystemEntry>, fail?: Told<DOMException>) => {
        const found = lookUp(made, String(path ?? ''), all);
        if (found === null || found.isFile !== isFile) later(fail, missing());
        else later(tell, found);
      };
    const made = like(page.FileSystemDirectoryEntry?.prototype, {
      ...common(name, fullPath, false, parent ?? self),
      createReader() {
        let at = 0;
        return {
          readEntries(tell: Told<FileSystemEntry[]>) {
            const part = all().slice(at, at + partSize);
            at += part.length;
            later(tell, part);
          },
        };
      },
      getFile: find(true),
      getDirectory: find(false),
      [childrenOf]: all,
    });
    return made;
  }

  const missing = () => new page.DOMException('not found', 'NotFoundError');
  const root = folder('', '/', tree, null);
  filesystem.root = root as FileSystemDirectoryEntry;
  return (root as unknown as Folder)[childrenOf]();
}

const childrenOf = Symbol('children');
type Folder = { readonly [childrenOf]: () => FileSystemEntry[] };

/** A path below a folder, or from the top. null: there is nothing of that name */
function lookUp(
  from: FileSystemEntry,
  path: string,
  all: () => FileSystemEntry[],
): FileSystemEntry | null {
  const { root } = from.filesystem;
  let found: FileSystemEntry | undefined = path.startsWith('/') ? root : from;
  for (const name of path.split('/').filter((each) => each !== '' && each !== '.')) {
    const inside: FileSystemEntry[] =
      found === from
        ? all()
        : ((found as unknown as Partial<Folder> | undefined)?.[childrenOf]?.() ?? []);
    found = inside.find((each) => each.name === name);
  }
  return found ?? null;
}

/** Passes for one of the browser's own where a page asks what it is. */
function like(prototype: object | undefined, own: object): FileSystemEntry {
  const made = Object.create(prototype ?? Object.prototype);
  for (const key of Reflect.ownKeys(own)) {
    const value = own[key as keyof typeof own] as unknown;
    const enumerable = typeof key === 'string';
    Object.defineProperty(made, key, { value, enumerable, configurable: true, writable: true });
  }
  return made as FileSystemEntry;
}
