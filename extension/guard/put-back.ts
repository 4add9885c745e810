/**
 * What was held goes to the page after all, as the browser would have given it. Events made here are
 * not trusted, and the guard holds trusted ones alone: no mark is needed that a page could forge.
 */
import { carriedEntries } from './channel.ts';
import type { EntryNode } from './dropped-entries.ts';

export function putIntoInput(input: HTMLInputElement, files: readonly File[]): void {
  const transfer = new DataTransfer();
  fill(transfer, files, []);
  input.files = transfer.files;
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
  const { DataTransfer } = theirs(window) as typeof globalThis;
  const transfer = new DataTransfer();
  fill(transfer, files, texts);
  return transfer;
}

/**
 * As the page itself sees it. Firefox hides from a page what another world puts into a transfer, so
 * there the page's own functions have to do it; all that they could get at is meant for the page.
 */
function theirs<T extends object>(it: T): T {
  return (it as { wrappedJSObject?: T }).wrappedJSObject ?? it;
}

function fill(transfer: DataTransfer, files: readonly File[], texts: Texts): void {
  for (const file of files) transfer.items.add(file);
  for (const [type, text] of texts) transfer.setData(type, text);
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

/** What drop-stand-in.ts makes entries of. */
export function carrierOf(files: readonly File[], tree: readonly EntryNode[]): DataTransfer {
  return transferOf(files, [['text/plain', JSON.stringify(tree)]]);
}

/** @param path where it was dropped, and all around that, from inside */
export function dropAgain(
  path: readonly EventTarget[],
  init: DragEventInit,
  dataTransfer: DataTransfer,
  carrier: DataTransfer,
) {
  window.dispatchEvent(new DragEvent(carriedEntries, { dataTransfer: carrier }));
  placeNow(path, init)?.dispatchEvent(new DragEvent('drop', { ...init, dataTransfer }));
}

/** The page's drop zone shall not wait for a drop that never comes. */
export function leaveAgain(path: readonly EventTarget[], init: DragEventInit): void {
  placeNow(path, init)?.dispatchEvent(new DragEvent('dragleave', init));
}

/**
 * The page may have drawn itself anew meanwhile: then what stands at this point now, within what is
 * left of the surroundings. Our own dialog, which may still lie over it, is never meant.
 */
function placeNow(
  path: readonly EventTarget[],
  { clientX = 0, clientY = 0 }: DragEventInit,
): EventTarget | null {
  const [place = null] = path;
  if ((place as Partial<Node> | null)?.isConnected !== false) return place;
  const left = path.find((each) => (each as Partial<Node>).isConnected) as Node | undefined;
  const within = left?.contains(document.body) === false ? left : document.body;
  const there = document.elementsFromPoint(clientX, clientY);
  return there.find((each) => within.contains(each)) ?? within;
}

export function pasteAgain(place: EventTarget, files: readonly File[], texts: Texts): void {
  const clipboardData = transferOf(files, texts);
  const init = { bubbles: true, cancelable: true, composed: true, clipboardData };
  const event = new ClipboardEvent('paste', init);
  // Firefox gives it an empty one of its own, that takes what a script puts there.
  const given = theirs(event).clipboardData;
  if (given !== null && given.items.length === 0) fill(given, files, texts);
  const isTaken = !place.dispatchEvent(event);
  if (isTaken) return;
  // Nobody wanted the files: what the browser itself would have put in.
  const text = texts.find(([type]) => type === 'text/plain')?.[1];
  if (text !== undefined) document.execCommand('insertText', false, text);
}
