/**
 * docx, xlsx, pptx with the values masked: every XML part, names of parts, documents inside that are
 * of such a kind themselves. The small picture of the first page is left out.
 */

import type { FoundValue } from '../../../shared/detection/detect.ts';
import { indexValues, type ValueIndex } from '../../../shared/masking/find-values.ts';
import { replaceSpans } from '../../../shared/masking/replace-spans.ts';
import { decode, detectCharset } from '../charset.ts';
import { type Budget, NotInspected } from '../limits.ts';
import { openArchive, writeArchive } from '../zip-archive.ts';
import { maskBook, sheetName } from './mask-book.ts';
import { maskXml } from './mask-xml.ts';

/** Masks what stands inside by itself; null: it is no content of a kind that can be changed. */
export type MaskInner = (bytes: Uint8Array) => Promise<Uint8Array | null>;

const markup = /\.(?:xml|rels|vml)$/i;
const thumbnail = /(?:^|\/)thumbnail\.\w+$/i;
const picture = /\.(?:png|jpe?g|gif|bmp|tiff?|wdp|svg|odttf|fntdata|ttf|wav|mp3|mp4|m4a|mov|avi)$/i;
/** Names of parts are ASCII. */
const nameMask = 'X';

/** @throws NotInspected where the package, or a part of it, cannot be written as it was read */
export async function maskPackage(
  bytes: Uint8Array,
  values: readonly FoundValue[],
  budget: Budget,
  maskInner: MaskInner,
): Promise<Uint8Array> {
  const index = indexValues(values);
  const archive = await openArchive(bytes, budget);
  if (archive.isAmbiguous) throw new NotInspected('broken');
  const contents = new Map<string, Uint8Array>();
  for (const entry of archive.entries) {
    if (contents.has(entry.name)) throw new NotInspected('broken');
    contents.set(entry.name, await entry.read());
  }
  const parts = new Map<string, Uint8Array | null>(contents);
  await maskParts(parts, index, maskInner);
  const isChanged = [...parts].some(([name, part]) => part !== contents.get(name));
  const renamed = new Map<string, string>();
  for (const name of parts.keys()) {
    const now = masked(name, index, nameMask);
    if (now !== name) renamed.set(name, now);
  }
  const comment = masked(archive.comment, index);
  if (!isChanged && renamed.size === 0 && comment === archive.comment) return bytes;
  dropParts(parts);
  const entries = [...parts].flatMap(([name, content]) =>
    content === null ? [] : [{ name: renamed.get(name) ?? name, bytes: content }],
  );
  if (new Set(entries.map(({ name }) => name)).size < entries.length) {
    throw new NotInspected('unreadable-name');
  }
  return writeArchive(entries, comment);
}

async function maskParts(
  parts: Map<string, Uint8Array | null>,
  index: ValueIndex,
  maskInner: MaskInner,
): Promise<void> {
  const sources = new Map<string, string>();
  for (const [name, bytes] of parts) {
    if (bytes === null) continue;
    if (!markup.test(name)) {
      if (picture.test(name)) continue;
      const inner = await maskInner(bytes);
      if (inner !== null && inner !== bytes) parts.set(name, inner);
      continue;
    }
    const source = sourceOf(bytes);
    if (source !== null) sources.set(name, source);
  }
  const ofBook = [...sources.keys()].some((name) => sheetName.test(name))
    ? maskBook(sources, index)
    : new Map<string, string | null>();
  for (const [name, source] of sources) {
    const isOfBook = sheetName.test(name) || name === 'xl/sharedStrings.xml';
    const known = ofBook.get(name);
    if (known === null) parts.set(name, null);
    else if (known !== undefined) replace(parts, name, source, known);
    else if (!isOfBook) {
      // Where they lead to, and what parts are called, stays ASCII.
      const isMap = /\.rels$/i.test(name) || name === '[Content_Types].xml';
      replace(
        parts,
        name,
        source,
        maskXml(source, index, isMap ? { maskFor: () => nameMask } : {}),
      );
    }
  }
}

function replace(
  parts: Map<string, Uint8Array | null>,
  name: string,
  before: string,
  after: string,
): void {
  if (after === before) return;
  const bytes = parts.get(name);
  if (bytes != null) parts.set(name, encodedLike(bytes, after));
}

function masked(text: string, index: ValueIndex, by?: string): string {
  return replaceSpans(text, index.find(text), by);
}

/** Parts that are gone, and the preview, with every mention of them. */
function dropParts(parts: Map<string, Uint8Array | null>): void {
  for (const name of parts.keys()) if (thumbnail.test(name)) parts.set(name, null);
  const gone = [...parts].flatMap(([name, content]) => (content === null ? [name] : []));
  if (gone.length === 0) return;
  const files = gone.map((name) => name.slice(name.lastIndexOf('/') + 1).toLowerCase());
  const isGone = (text: string) =>
    files.includes(text.slice(text.lastIndexOf('/') + 1).toLowerCase());
  for (const [name, content] of parts) {
    if (content === null || !(/\.rels$/i.test(name) || name === '[Content_Types].xml')) continue;
    const source = sourceOf(content);
    if (source === null) continue;
    const without = source.replace(
      /<(?:\w+:)?(?:Relationship|Override)\s[^>]*?(?:Target|PartName)\s*=\s*["']([^"']*)["'][^>]*?(?:\/>|>\s*<\/(?:\w+:)?(?:Relationship|Override)>)/g,
      (whole, target: string) => (isGone(target) ? '' : whole),
    );
    replace(parts, name, source, without);
  }
}

/** null: bytes that are no text; they were no part that is read either. */
function sourceOf(bytes: Uint8Array): string | null {
  const charset = detectCharset(bytes);
  return charset === null ? null : decode(bytes, charset);
}

/** @throws NotInspected in a charset that parts are never written in */
function encodedLike(bytes: Uint8Array, text: string): Uint8Array {
  const charset = detectCharset(bytes);
  if (charset === 'utf-16le') return new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
  if (charset === 'utf-16be') {
    return new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le').swap16());
  }
  if (charset !== 'utf-8') throw new NotInspected('unknown-format');
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb;
  return new TextEncoder().encode(`${hasMark ? '\ufeff' : ''}${text}`);
}
