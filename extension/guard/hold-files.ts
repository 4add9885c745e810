/**
 *   trusted input, change, drop, paste ─► files taken, the event stopped ─► asked ─► put back, or not
 */
import type { Content, Inquiry } from './inquiry.ts';
import {
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

  async function allowed(files: readonly File[]): Promise<File[]> {
    const places = await inquiry.ask(files.map(contentOf)).catch((): number[] => []);
    return places.flatMap((place) => files[place] ?? []);
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
      const [place] = event.composedPath();
      if (!event.isTrusted || dataTransfer == null || place === undefined) return;
      const files = [...dataTransfer.files];
      if (files.length === 0) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const texts = textsOf(dataTransfer);
      const init = dropInit(event as DragEvent);
      if (isFileInput(place)) {
        leaveAgain(place, init);
        void askForInput(place, place.multiple ? files : files.slice(0, 1));
        return;
      }
      void allowed(files).then((good) => {
        if (good.length > 0) dropAgain(place, init, transferOf(good, texts));
        else leaveAgain(place, init);
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

function contentOf(file: File): Content {
  return { kind: 'file', name: file.name, content: file };
}

/** Not by `instanceof`: an element may come from another frame. */
function isFileInput(place: EventTarget | undefined): place is HTMLInputElement {
  const { localName, type } = (place ?? {}) as Partial<HTMLInputElement>;
  return localName === 'input' && type === 'file';
}
