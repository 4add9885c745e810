/**
 * In the page's own world: what the guard puts back by a drop gets the entries of a real one.
 *
 *   guard ─ carrier (files, tree) ─► kept ┐ both in one go, so no script of the page comes between
 *         ─ drop (made by script) ────────┴► `items` with webkitGetAsEntry ─► the page
 */
import { carriedEntries } from './channel.ts';
import type { EntryNode } from './dropped-entries.ts';
import { entriesOf } from './entry-stand-in.ts';

export function standInForDrops(page: Window & typeof globalThis): void {
  let carried: { files: File[]; tree: EntryNode[] } | null = null;

  const onCarrier = (event: Event) => {
    const { dataTransfer } = event as DragEvent;
    if (dataTransfer == null) return;
    event.stopImmediatePropagation();
    try {
      const tree = JSON.parse(dataTransfer.getData('text/plain')) as EntryNode[];
      carried = { files: [...dataTransfer.files], tree };
    } catch {
      carried = null; // a page that plays the guard
    }
  };
  const onDrop = (event: Event) => {
    const { dataTransfer } = event as DragEvent;
    const now = carried;
    carried = null;
    if (event.isTrusted || now === null || dataTransfer == null) return;
    const items = itemsOf(page, dataTransfer, now.tree, now.files);
    Object.defineProperty(dataTransfer, 'items', { value: items, configurable: true });
  };
  const listen = () => {
    page.addEventListener(carriedEntries, onCarrier, true);
    page.addEventListener('drop', onDrop, true);
  };
  listen();
  // `document.open()` takes listeners away.
  new page.MutationObserver(listen).observe(page.document, { childList: true });
}

/** One item for each file or folder that was dropped, and the texts that came with them. */
function itemsOf(
  page: Window & typeof globalThis,
  transfer: DataTransfer,
  tree: readonly EntryNode[],
  files: readonly File[],
): object {
  const entries = entriesOf(page, tree, files);
  const dropped = tree.map((node, at) => {
    const file = 'file' in node ? files[node.file] : new page.File([], node.name);
    return own(Object.create(page.DataTransferItem.prototype), {
      kind: 'file',
      type: 'file' in node ? (file?.type ?? '') : '',
      getAsFile: () => file ?? null,
      getAsString: () => {},
      webkitGetAsEntry: () => entries[at] ?? null,
      // As for anything that a script has put there: pages then take the entry.
      getAsFileSystemHandle: async () => undefined,
    });
  });
  const texts = [...transfer.items].filter(({ kind }) => kind === 'string');
  const all = [...dropped, ...texts];
  return own(Object.create(page.DataTransferItemList.prototype), {
    ...all,
    length: all.length,
    add: () => null,
    remove: () => {},
    clear: () => {},
    [Symbol.iterator]: () => all[Symbol.iterator](),
  });
}

function own<T extends object>(made: T, properties: object): T {
  for (const key of Reflect.ownKeys(properties)) {
    const value = properties[key as keyof typeof properties] as unknown;
    Object.defineProperty(made, key, { value, configurable: true });
  }
  return made;
}
