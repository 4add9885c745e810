/**
 * Streams of a PDF that unpack to more than anybody writes, themselves or as a font's characters:
 * pdf.js has no limits of its own, and would unpack them all. Unpacked here first, by native code
 * that stops.
 */
import { constants, inflateSync } from 'node:zlib';
import { type Budget, NotInspected } from './limits.ts';
import { hasSoundCharacters, isFont } from './pdf-fonts.ts';

/** A dictionary that stands further before its stream than this is none that a program writes. */
const longestDictionary = 4096;
/** Filters of a stream, one after the other. */
const mostFilters = 8;
/** Enough to unpack the first bytes of a stream from. */
const firstBytes = 512;
const beginning = Buffer.from('stream');
const ending = Buffer.from('endstream');
const packed = /\/(?:FlateDecode|Fl)\b/g;
/** White paper, scanned, packs as well as a bomb; nothing unpacks its pixels for their text. */
const picture = /\/Subtype\s*\/Image\b/;

/** @throws NotInspected ratio, too-large, too-deep; broken: a font that nobody could go through */
export function checkStreams(bytes: Uint8Array, budget: Budget): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = file.indexOf(beginning); at >= 0; at = file.indexOf(beginning, at + 1)) {
    if (file.subarray(at - 3, at).equals(ending.subarray(0, 3))) continue;
    const dictionary = dictionaryBefore(file, at);
    const filters = dictionary.match(packed)?.length ?? 0;
    if (filters === 0 || picture.test(dictionary)) continue;
    if (filters > mostFilters) throw new NotInspected('too-deep');
    const start = at + beginning.length + (file[at + beginning.length] === 0x0d ? 2 : 1);
    const end = file.indexOf(ending, start);
    const content = file.subarray(start, end < 0 ? file.length : end);
    checkStream(content, filters, budget);
  }
}

function dictionaryBefore(file: Buffer, at: number): string {
  const before = file.toString('latin1', Math.max(0, at - longestDictionary), at);
  return before.slice(before.lastIndexOf(' obj') + 1);
}

function checkStream(content: Buffer, filters: number, budget: Budget): void {
  const { bytesOfEntry, ratio, ratioFrom } = budget.limits;
  const most = Math.max(ratioFrom, ratio * content.length);
  let unpacked = content;
  for (let each = 0; each < filters; each++) {
    budget.spend(0);
    try {
      unpacked = inflateSync(unpacked, { maxOutputLength: Math.min(most, bytesOfEntry) });
    } catch (error) {
      const isBroken = (error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE';
      // What pdf.js makes of it, nobody else can tell.
      if (isBroken && isFont(beginningOf(unpacked))) throw new NotInspected('broken');
      // What else is broken in it, pdf.js will say.
      if (isBroken) return;
      throw new NotInspected(most < bytesOfEntry ? 'ratio' : 'too-large');
    }
  }
  if (isFont(unpacked) && !hasSoundCharacters(unpacked)) throw new NotInspected('broken');
}

/** Of what is broken further on. */
function beginningOf(packedBytes: Buffer): Uint8Array {
  try {
    const finishFlush = constants.Z_SYNC_FLUSH;
    return inflateSync(packedBytes.subarray(0, firstBytes), { finishFlush });
  } catch {
    return new Uint8Array();
  }
}
