/** pdf: text of every page, annotations, bookmarks, properties, attachments. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  getDocument,
  type PDFDocumentProxy,
  type PDFPageProxy,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type Part, type Place, textPart } from '../../../shared/detection/part.ts';
import type { Extraction, Extractor } from '../extractor.ts';
import { NotInspected } from '../limits.ts';
import { hasSoundObjectStreams, hasSoundTable } from '../pdf-table.ts';
import { withoutTags } from './markup.ts';

const home = path.dirname(
  path.dirname(path.dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs')))),
);
const folder = (name: string) => `${path.join(home, name)}${path.sep}`;

export const pdf: Extractor = {
  types: ['pdf'],
  async *extract(bytes, extraction) {
    const task = getDocument({
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
      stopAtErrors: true,
      verbosity: VerbosityLevel.ERRORS,
      enableXfa: false,
    });
    try {
      const document = await task.promise;
      // pdf.js repairs it in silence, and every reader in its own way.
      if (!hasSoundTable(bytes) || !hasSoundObjectStreams(bytes)) extraction.problem('broken');
      yield* documentParts(document, extraction);
    } catch (error) {
      if (error instanceof NotInspected) throw error;
      throw new NotInspected(
        (error as Error).name === 'PasswordException' ? 'encrypted' : 'broken',
      );
    } finally {
      await task.destroy();
    }
  },
};

async function* documentParts(
  document: PDFDocumentProxy,
  extraction: Extraction,
): AsyncGenerator<Part> {
  const { place, problem, budget } = extraction;
  yield* await properties(document, extraction);
  yield* bookmarks((await document.getOutline()) ?? [], place);
  for (let number = 1; number <= document.numPages; number++) {
    budget.enter();
    const page = await document.getPage(number);
    const text = await pageText(page);
    budget.spend(text.length);
    if (text.trim() !== '') yield textPart(text, { ...place, page: number });
    else if (await showsSomething(page)) problem('no-text');
    const notes = await annotations(page);
    if (notes !== '') yield textPart(notes, { ...place, page: number, corner: 'annotation' });
    page.cleanup();
  }
  for (const [id, { filename, content }] of (await document.getAttachments()) ?? []) {
    const attached = content ?? (await document.getAttachmentContent(id));
    budget.spend(attached?.length ?? 0);
    if (attached === null) problem('broken');
    else yield* extraction.inner(filename, attached);
  }
}

async function properties(
  document: PDFDocumentProxy,
  { place, problem }: Extraction,
): Promise<Part[]> {
  const { info, metadata } = await document.getMetadata();
  const fields = info as Record<string, unknown>;
  // Opened without a password, but made so that parts, or its attachments, may stay closed.
  if (fields.EncryptFilterName) problem('encrypted');
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

async function annotations(page: PDFPageProxy): Promise<string> {
  const found: Record<string, unknown>[] = await page.getAnnotations();
  return found
    .flatMap(({ contentsObj, fieldValue, alternativeText, url, titleObj }) => [
      (titleObj as { str?: string } | undefined)?.str,
      (contentsObj as { str?: string } | undefined)?.str,
      ...(Array.isArray(fieldValue) ? fieldValue : [fieldValue]),
      alternativeText,
      url,
    ])
    .filter((value): value is string => typeof value === 'string' && value !== '')
    .join('\n');
}

/** Whether a page without text is more than white paper. */
async function showsSomething(page: PDFPageProxy): Promise<boolean> {
  const { fnArray } = await page.getOperatorList();
  return fnArray.length > 0;
}
