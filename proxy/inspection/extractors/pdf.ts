/** pdf: text of every page, annotations, bookmarks, properties, attachments. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  getDocument,
  type PDFDocumentLoadingTask,
  type PDFDocumentProxy,
  type PDFPageProxy,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type Part, type Place, textPart } from '../../../shared/detection/part.ts';
import type { Extraction, Extractor } from '../extractor.ts';
import { type Keys, passwordBytes } from '../keys.ts';
import { NotInspected } from '../limits.ts';
import { checkStreams } from '../pdf-bombs.ts';
import { hasSoundObjectStreams, hasSoundTable } from '../pdf-table.ts';
import { withoutTags } from './markup.ts';
import { attempt } from './office-package.ts';
import { type Shown, shownOn } from './pdf-pictures.ts';

const home = path.dirname(
  path.dirname(path.dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs')))),
);
const folder = (name: string) => `${path.join(home, name)}${path.sep}`;

/** Of one picture: more are not decoded. */
const mostPixels = 80_000_000;

export const pdf: Extractor = {
  types: ['pdf'],
  async *extract(bytes, extraction) {
    checkStreams(bytes, extraction.budget);
    const opened = await openPdf(bytes, extraction.keys);
    let second = null as Awaited<ReturnType<typeof openWith>>;
    const tolerant = async () => {
      second ??= await openWith(bytes, opened.password, extraction.keys, true);
      return second?.document ?? null;
    };
    try {
      // pdf.js repairs it in silence, and every reader in its own way.
      if (!hasSoundTable(bytes) || !hasSoundObjectStreams(bytes)) extraction.problem('broken');
      if (opened.isShut) extraction.problem(extraction.keys.refused().why);
      yield* documentParts(opened.document, tolerant, extraction);
    } catch (error) {
      throw error instanceof NotInspected ? error : problemOf(error, extraction.keys);
    } finally {
      await opened.task.destroy();
      await second?.task.destroy();
    }
  },
};

interface Opened {
  readonly task: PDFDocumentLoadingTask;
  readonly document: PDFDocumentProxy;
  /** What it opened with. */
  readonly password: string | null;
  /** The pages are open; attachments want a password. */
  readonly isShut: boolean;
}

/** Many that are encrypted open without a password: those forbid no more than changes or printing. */
async function openPdf(bytes: Uint8Array, keys: Keys): Promise<Opened> {
  const isForAttachments = hasOwnKeyForAttachments(bytes);
  const open = await openWith(bytes, null, keys);
  if (open !== null && !isForAttachments) return { ...open, isShut: false };
  for (const password of pdfPasswords(keys.password)) {
    const unlocked = await openWith(bytes, password, keys);
    if (unlocked === null) continue;
    await open?.task.destroy();
    return { ...unlocked, isShut: false };
  }
  if (open === null) throw keys.refused();
  return { ...open, isShut: true };
}

/** [ISO 32000] 7.6.5: such a file may have its attachments encrypted and nothing else. */
function hasOwnKeyForAttachments(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.includes('/EFF') || buffer.includes('/EFOpen');
}

/** Before revision 5 bytes are meant, and pdf.js takes a letter for each. */
function pdfPasswords(password: string | null): string[] {
  if (password === null) return [];
  const bytes = passwordBytes(password).map((each) => Buffer.from(each).toString('latin1'));
  return [...new Set([password, ...bytes])];
}

/** null where the password is none. */
async function openWith(
  bytes: Uint8Array,
  password: string | null,
  keys: Keys,
  isTolerant = false,
): Promise<Omit<Opened, 'isShut'> | null> {
  const task = getDocument({
    ...(password === null ? {} : { password }),
    // pdf.js takes the buffer away, and refuses a Buffer.
    data: new Uint8Array(bytes),
    // Without them a Japanese font that is not embedded gives an empty text, and no error.
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folder('standard_fonts'),
    wasmUrl: folder('wasm'),
    useSystemFonts: false,
    disableFontFace: true,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    stopAtErrors: !isTolerant,
    maxImageSize: mostPixels,
    verbosity: VerbosityLevel.ERRORS,
    enableXfa: false,
  });
  try {
    return { task, document: await task.promise, password };
  } catch (error) {
    await task.destroy();
    if ((error as Error).name === 'PasswordException') return null;
    throw problemOf(error, keys);
  }
}

/** pdf.js tells its errors apart by their names. */
function problemOf(error: unknown, keys: Keys): NotInspected {
  const { name, message } = error as Error;
  if (name === 'PasswordException') return keys.refused();
  return /(?:unknown|unsupported) (?:encryption|crypto) (?:method|algorithm)/i.test(message)
    ? keys.locked('useless')
    : new NotInspected('broken');
}

async function* documentParts(
  document: PDFDocumentProxy,
  tolerant: () => Promise<PDFDocumentProxy | null>,
  extraction: Extraction,
): AsyncGenerator<Part> {
  const { place, problem, budget } = extraction;
  // Known before the first page is read: a lie of a million pages takes no time.
  if (document.numPages > budget.limits.entries) throw new NotInspected('too-many-entries');
  yield* await properties(document, extraction);
  yield* bookmarks((await document.getOutline()) ?? [], place);
  for (let number = 1; number <= document.numPages; number++) {
    budget.enter();
    try {
      yield* pageParts(document, number, tolerant, extraction);
    } catch (error) {
      // A page that is broken ends itself alone.
      if (error instanceof NotInspected) throw error;
      problem('broken');
    }
  }
  for (const [id, { filename, content }] of (await document.getAttachments()) ?? []) {
    const attached = content ?? (await document.getAttachmentContent(id));
    budget.spend(attached?.length ?? 0);
    if (attached === null) problem('broken');
    else yield* extraction.inner(filename, attached);
  }
}

async function* pageParts(
  document: PDFDocumentProxy,
  number: number,
  tolerant: () => Promise<PDFDocumentProxy | null>,
  extraction: Extraction,
): AsyncGenerator<Part> {
  const place = { ...extraction.place, page: number };
  const page = await document.getPage(number);
  const text = await pageText(page).catch(async () => {
    // Other readers go on behind an error: what they would show is text all the same.
    extraction.problem('broken');
    const again = await (await tolerant())?.getPage(number);
    return again === undefined ? '' : pageText(again);
  });
  extraction.budget.spend(text.length);
  if (text.trim() !== '') yield textPart(text, place);
  const shown = await shownOn(page);
  yield* picturesOf(shown, place, text.trim() !== '', extraction);
  const notes = withPainted(await annotations(page), shown.written);
  extraction.budget.spend(notes.length);
  if (notes !== '') yield textPart(notes, { ...place, corner: 'annotation' });
  page.cleanup();
}

async function properties(
  document: PDFDocumentProxy,
  { place, problem }: Extraction,
): Promise<Part[]> {
  const { info, metadata } = await document.getMetadata();
  const fields = info as Record<string, unknown>;
  if (fields.IsXFAPresent) problem('unknown-format');
  const custom =
    fields.Custom instanceof Map ? [...fields.Custom] : Object.entries(fields.Custom ?? {});
  const words = [
    ...Object.values(fields),
    ...custom.map(([name, value]) => `${name}: ${value}`),
    withoutTags(metadata?.getRaw?.() ?? '', true),
  ];
  const text = words
    .filter((value) => typeof value === 'string')
    .join('\n')
    .replace(/\s{2,}/g, '\n')
    .trim();
  return text === '' ? [] : [textPart(text, { ...place, corner: 'properties' })];
}

interface Bookmark {
  readonly title: string;
  readonly items: readonly Bookmark[];
}

function* bookmarks(outline: readonly Bookmark[], place: Place): Generator<Part> {
  const titles = function* (items: readonly Bookmark[]): Generator<string> {
    for (const item of items) {
      yield item.title;
      yield* titles(item.items);
    }
  };
  const text = [...titles(outline)].join('\n');
  if (text !== '') yield textPart(text, { ...place, corner: 'bookmark' });
}

async function pageText(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
}

interface Words {
  readonly str?: string;
}

interface Option {
  readonly displayValue?: string;
}

async function annotations(page: PDFPageProxy): Promise<string> {
  // Also those that no reader shows.
  const found: Record<string, unknown>[] = await page.getAnnotations({ intent: 'any' });
  return found
    .flatMap(({ contentsObj, titleObj, richText, fieldName, alternativeText, ...rest }) => [
      ...[titleObj, contentsObj, richText].map((each) => (each as Words | undefined)?.str),
      // What a field is called stands before what it holds, as a label does.
      fieldName,
      alternativeText,
      ...[rest.fieldValue, rest.defaultFieldValue].flat(),
      ...((rest.options ?? []) as Option[]).map(({ displayValue }) => displayValue),
      rest.url,
    ])
    .filter((value): value is string => typeof value === 'string' && value !== '')
    .join('\n');
}

/** Most fields show what they hold: that is one text, and not two. */
function withPainted(notes: string, painted: readonly string[]): string {
  const letters = (text: string) => text.replace(/\s+/g, '');
  const known = letters(notes);
  const more = painted.filter((each) => !known.includes(letters(each)));
  return [notes, ...more.map((each) => each.trim())].filter((each) => each !== '').join('\n');
}

/** Text in the pictures of a page. One that shows something and has no text at all was not read. */
async function* picturesOf(
  { pictures, isLost, draws }: Shown,
  place: Place,
  hasText: boolean,
  extraction: Extraction,
): AsyncGenerator<Part> {
  if (isLost) extraction.problem('broken');
  if (!hasText && draws) extraction.problem('no-text');
  for (const picture of pictures) {
    const text = await attempt(extraction, () => extraction.budget.readPicture(picture));
    if (text !== null && text !== '') yield textPart(text, place);
  }
}
