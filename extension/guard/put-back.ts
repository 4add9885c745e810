/**
 * What was held goes to the page after all, as the browser would have given it. Events made here are
 * not trusted, and the guard holds trusted ones alone: no mark is needed that a page could forge.
 */

export function putIntoInput(input: HTMLInputElement, files: readonly File[]): void {
  input.files = transferOf(files).files;
  tellOfChange(input);
}

export function tellOfChange(input: HTMLInputElement): void {
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** What a drag or the clipboard brings beside files: text of several types. */
export type Texts = readonly (readonly [type: string, text: string])[];

/** Has to be called while the event is under way. */
export function textsOf(transfer: DataTransfer): Texts {
  return transfer.types
    .filter((type) => type !== 'Files')
    .map((type) => [type, transfer.getData(type)] as const)
    .filter(([, text]) => text !== '');
}

export function transferOf(files: readonly File[], texts: Texts = []): DataTransfer {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  for (const [type, text] of texts) transfer.setData(type, text);
  return transfer;
}

/** Where, and with which keys; read while the event is under way. */
export function dropInit(event: DragEvent): DragEventInit {
  const { clientX, clientY, screenX, screenY, ctrlKey, shiftKey, altKey, metaKey } = event;
  const keys = { ctrlKey, shiftKey, altKey, metaKey };
  return {
    bubbles: true,
    cancelable: true,
    composed: true,
    clientX,
    clientY,
    screenX,
    screenY,
    ...keys,
  };
}

export function dropAgain(place: EventTarget, init: DragEventInit, dataTransfer: DataTransfer) {
  place.dispatchEvent(new DragEvent('drop', { ...init, dataTransfer }));
}

/** The page's drop zone shall not wait for a drop that never comes. */
export function leaveAgain(place: EventTarget, init: DragEventInit): void {
  place.dispatchEvent(new DragEvent('dragleave', init));
}

export function pasteAgain(place: EventTarget, files: readonly File[], texts: Texts): void {
  const clipboardData = transferOf(files, texts);
  const init = { bubbles: true, cancelable: true, composed: true, clipboardData };
  const event = new ClipboardEvent('paste', init);
  const isTaken = !place.dispatchEvent(event);
  if (isTaken) return;
  // Nobody wanted the files: what the browser itself would have put in.
  const text = texts.find(([type]) => type === 'text/plain')?.[1];
  if (text !== undefined) document.execCommand('insertText', false, text);
}
