/**
 * Words in Windows metafiles ([MS-EMF], [MS-WMF]): drawings of Office keep them as text, beside lines
 * and pixels that are not read here.
 *
 *   record ─ function, size ─ where it is drawn, how many letters ─ letters
 */
import { decode } from '../charset.ts';

/** EMR_EXTTEXTOUTA, EMR_EXTTEXTOUTW, EMR_SMALLTEXTOUT. */
const [extTextA, extTextW, smallText] = [83, 84, 108];
/** META_TEXTOUT, META_EXTTEXTOUT. */
const [metaText, metaExtText] = [0x0521, 0x0a32];
/** Of [MS-EMF] ExtTextOutOptions: numbers of glyphs in a font, and no letters; no rectangle; one byte a letter. */
const [glyphs, noRectangle, smallLetters] = [0x10, 0x100, 0x200];
/** Of [MS-WMF]: a rectangle stands before the letters. */
const withRectangle = 0x06;
const placeable = 0x9ac6cdd7;

interface Drawn {
  readonly y: number;
  readonly text: string;
}

/** Words of one height are one line. '' where there are none, or it is no metafile. */
export function metafileText(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let line = '';
  let height: number | null = null;
  for (const { y, text } of isEmf(view) ? emfTexts(bytes, view) : wmfTexts(bytes, view)) {
    // Some programs draw letter by letter.
    const between = line === '' ? '' : y !== height ? '\n' : text.length === 1 ? '' : ' ';
    line += between + text;
    height = y;
  }
  return line.replace(/\0/g, '').trim();
}

/** Whether bytes begin as one of either kind. */
export function isMetafile(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return isEmf(view) || (bytes.length >= 18 && wmfMarks.has(view.getUint32(0, true)));
}

/** A header in memory or on disk, of nine words; or what stands before one. */
const wmfMarks = new Set([0x0009_0001, 0x0009_0002, placeable]);

function isEmf(view: DataView): boolean {
  return view.byteLength > 44 && view.getUint32(40, true) === 0x464d_4520;
}

function* emfTexts(bytes: Uint8Array, view: DataView): Generator<Drawn> {
  for (let at = 0; at + 8 <= bytes.length; ) {
    const [kind, size] = [view.getUint32(at, true), view.getUint32(at + 4, true)];
    if (size < 8 || at + size > bytes.length) return;
    const record = bytes.subarray(at, at + size);
    if ((kind === extTextA || kind === extTextW) && size >= 56) {
      const [count, from] = [view.getUint32(at + 44, true), view.getUint32(at + 48, true)];
      if ((view.getUint32(at + 52, true) & glyphs) === 0)
        yield {
          y: view.getInt32(at + 40, true),
          text: letters(record, from, count, kind === extTextW),
        };
    }
    if (kind === smallText && size >= 36) {
      const [count, options] = [view.getUint32(at + 16, true), view.getUint32(at + 20, true)];
      const from = (options & noRectangle) === 0 ? 52 : 36;
      if ((options & glyphs) === 0)
        yield {
          y: view.getInt32(at + 12, true),
          text: letters(record, from, count, (options & smallLetters) === 0),
        };
    }
    at += size;
  }
}

function* wmfTexts(bytes: Uint8Array, view: DataView): Generator<Drawn> {
  if (bytes.length < 18) return;
  const start = view.getUint32(0, true) === placeable ? 22 : 0;
  for (let at = start + 18; at + 8 <= bytes.length; ) {
    const [size, kind] = [view.getUint32(at, true) * 2, view.getUint16(at + 4, true)];
    if (size < 6 || at + size > bytes.length) return;
    const record = bytes.subarray(at, at + size);
    if (kind === metaText && size >= 12) {
      const count = view.getUint16(at + 6, true);
      const behind = 8 + count + (count % 2);
      const y = behind + 2 <= size ? view.getInt16(at + behind, true) : 0;
      yield { y, text: letters(record, 8, count, false) };
    }
    if (kind === metaExtText && size >= 14) {
      const [count, options] = [view.getUint16(at + 10, true), view.getUint16(at + 12, true)];
      const from = (options & withRectangle) === 0 ? 14 : 22;
      if ((options & glyphs) === 0)
        yield { y: view.getInt16(at + 6, true), text: letters(record, from, count, false) };
    }
    at += size;
  }
}

/** @param isWide UTF-16, or else the letters of Japanese Windows */
function letters(record: Uint8Array, from: number, count: number, isWide: boolean): string {
  const raw = record.subarray(from, from + count * (isWide ? 2 : 1));
  return decode(raw, isWide ? 'utf-16le' : 'shift_jis');
}
