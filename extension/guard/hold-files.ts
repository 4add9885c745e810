/**
 *   trusted input, change, drop, paste ─► files taken, the event stopped ─► asked ─► put back, or not
 */
import {
  droppedEntries,
  type EntryNode,
  filesAtMost,
  keptTree,
  readEntries,
} from './dropped-entries.ts';
import type { Chosen, Content, Inquiry } from './inquiry.ts';
import {
  carrierOf,
  dropAgain,
  dropInit,
  leaveAgain,
  pasteAgain,
  putIntoInput,
  tellOfChange,
  textsOf,
  transferOf,
} from './put-back.ts';

export function createFileHold(inquiry: Inquiry) {
  /** Their files are being asked about. */
  const held = new WeakSet<HTMLInputElement>();
  /** The page knows of files in them. */
  const filled = new WeakSet<HTMLInputElement>();

  const ask = (contents: readonly Content[]) => inquiry.ask(contents).catch((): Chosen[] => []);

  async function allowed(files: readonly File[]): Promise<File[]> {
    const isTooMany = files.length > filesAtMost;
    const chosen = await ask(isTooMany ? tooMany(files) : files.map((file) => contentOf(file)));
    return chosen.flatMap((each) => goingFile(files, each) ?? []);
  }

  /** Every file in the folders is asked about; those that may go are dropped in their folders. */
  async function askForFolders(
    entries: readonly FileSystemEntry[],
    again: (files: readonly File[], tree: readonly EntryNode[]) => void,
    leave: () => void,
  ): Promise<void> {
    const { files, paths, tree, failed } = await readEntries(entries);
    const contents: Content[] = [
      ...files.map((file, at) => contentOf(file, paths[at])),
      ...failed.map(({ name, failure }) => ({ ...notRead, name, failure })),
    ];
    const chosen = contents.length === 0 ? [] : await ask(contents);
    // Folders without a file in them hold nothing that could not go.
    if (chosen.length === 0 && contents.length > 0) return leave();
    const going = chosen.filter(({ index }) => index < files.length);
    const good = going.flatMap((each) => goingFile(files, each) ?? []);
    const places = going.map(({ index }) => index);
    const names = good.map(({ name }) => name);
    again(good, keptTree(tree, places, names));
  }

  async function askForInput(input: HTMLInputElement, files: readonly File[]): Promise<void> {
    held.add(input);
    const good = await allowed(files);
    held.delete(input);
    if (good.length > 0) {
      filled.add(input);
      putIntoInput(input, good);
    } else if (filled.delete(input)) {
      // It took the place of what the page has: that is gone from the input.
      tellOfChange(input);
    }
  }

  return {
    onChange(event: Event): void {
      const [input] = event.composedPath();
      if (!event.isTrusted || !isFileInput(input)) return;
      const files = [...(input.files ?? [])];
      if (files.length === 0 && !held.has(input)) return;
      event.stopImmediatePropagation();
      // The change that follows, or another choice before the first is decided: it is made again then.
      if (files.length > 0) input.value = '';
      if (held.has(input)) return;
      void askForInput(input, files);
    },

    onDrop(event: Event): void {
      const { dataTransfer } = event as DragEvent;
      const path = event.composedPath();
      const [place] = path;
      if (!event.isTrusted || dataTransfer == null || place === undefined) return;
      const files = [...dataTransfer.files];
      if (files.length === 0) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const texts = textsOf(dataTransfer);
      const init = dropInit(event as DragEvent);
      const leave = () => leaveAgain(path, init);
      const again = (good: readonly File[], tree: readonly EntryNode[]) =>
        dropAgain(path, init, transferOf(good, texts), carrierOf(good, tree));
      const entries = isFileInput(place) ? null : droppedEntries(dataTransfer);
      if (entries !== null) {
        void askForFolders(entries, again, leave);
        return;
      }
      if (isFileInput(place)) {
        leave();
        void askForInput(place, place.multiple ? files : files.slice(0, 1));
        return;
      }
      void allowed(files).then((good) => {
        const tree = good.map(({ name }, file) => ({ name, file }));
        if (good.length > 0) again(good, tree);
        else leave();
      });
    },

    onPaste(event: Event): void {
      const { clipboardData } = event as ClipboardEvent;
      const [place] = event.composedPath();
      if (!event.isTrusted || clipboardData == null || place === undefined) return;
      const files = [...clipboardData.files];
      if (files.length === 0) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const texts = textsOf(clipboardData);
      void allowed(files).then((good) => {
        if (good.length > 0 || texts.length > 0) pasteAgain(place, good, texts);
      });
    },
  };
}

/** A copy with masked values goes in the stead of its file. */
function goingFile(files: readonly File[], { index, copy }: Chosen): File | undefined {
  const file = files[index];
  if (file === undefined || copy === null) return file;
  return new File([copy.content], copy.name, { type: file.type });
}

function contentOf(file: File, path: string = file.webkitRelativePath): Content {
  return { kind: 'file', name: path === '' ? file.name : path, content: file };
}

/** Nothing of it is sent to anybody. */
const notRead = { kind: 'file', content: new Blob() } as const;

function tooMany([first]: readonly File[]): Content[] {
  return [{ ...notRead, name: first?.name ?? '', failure: 'too-many' }];
}

/** Not by `instanceof`: an element may come from another frame. */
function isFileInput(place: EventTarget | undefined): place is HTMLInputElement {
  const { localName, type } = (place ?? {}) as Partial<HTMLInputElement>;
  return localName === 'input' && type === 'file';
}
