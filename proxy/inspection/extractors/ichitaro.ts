/**
 * Ichitaro (一太郎), the word processor of Japanese offices: jtd and its family since version 7 as
 * OLE files, the compressed ones (jtdc) as an LZH archive within, versions 5 and 6 as found.
 * The maker publishes no specification; what is told here was read from files.
 */
import { type Part, textPart } from '../../../shared/detection/part.ts';
import { decode } from '../charset.ts';
import { readCompoundFile } from '../compound-file.ts';
import type { Extractor } from '../extractor.ts';
import { besideText } from './compound.ts';

/** Before each text: its length in characters, then UTF-16BE. */
const textMark = Buffer.from('TextV.01', 'latin1');
const lzhMark = Buffer.from('-lh5-', 'latin1');

export const ichitaro: Extractor = {
  types: ['jtd'],
  async *extract(bytes, extraction) {
    const { root } = readCompoundFile(bytes);
    let count = 0;
    for (const [name, stream] of root.streams) {
      const corner = corners[name];
      const place = corner === undefined ? extraction.place : { ...extraction.place, corner };
      for (const text of textsIn(stream)) {
        extraction.budget.spend(text.length);
        count += 1;
        yield textPart(text, place);
      }
    }
    const packed = root.streams.get('JSCompDocument');
    const archive = packed === undefined ? null : lzhIn(packed);
    if (packed !== undefined && archive === null) extraction.problem('unknown-format');
    if (packed === undefined && count === 0) extraction.problem('no-text');
    if (archive !== null) yield* extraction.inner('', archive);
    yield* besideText(root, extraction);
  },
};

const corners: Readonly<Record<string, 'header' | 'footnote'>> = {
  Header: 'header',
  Footnote: 'footnote',
};

function textsIn(stream: Uint8Array): string[] {
  const bytes = Buffer.from(stream.buffer, stream.byteOffset, stream.byteLength);
  const texts: string[] = [];
  for (let at = bytes.indexOf(textMark); at >= 0; at = bytes.indexOf(textMark, at + 1)) {
    const start = at + textMark.length + 4;
    if (start > bytes.length) break;
    const length = bytes.readUInt32BE(start - 4) * 2;
    const text = shown(decode(bytes.subarray(start, start + length), 'utf-16be'));
    if (text.trim() !== '') texts.push(text);
  }
  return texts;
}

/** The archive's header begins two bytes before the method. */
function lzhIn(stream: Uint8Array): Uint8Array | null {
  const at = Buffer.from(stream.buffer, stream.byteOffset, stream.byteLength).indexOf(lzhMark);
  return at < 2 ? null : stream.subarray(at - 2);
}

/** Of versions 5 and 6 nobody knows all places where text stands: never whole. */
export const ichitaro5: Extractor = {
  types: ['ichitaro-5'],
  async *extract(bytes, extraction): AsyncGenerator<Part> {
    extraction.problem('unknown-format');
    const text = readableRuns(bytes).join('\n');
    extraction.budget.spend(text.length);
    if (text !== '') yield textPart(text, extraction.place);
  },
};

/** Two or more characters of Shift_JIS between bytes that are none. */
const run = /(?:[\x20-\x7e]|[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]){2,}/g;

function readableRuns(bytes: Uint8Array): string[] {
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return [...latin.matchAll(run)]
    .map(([each]) => decode(Buffer.from(each, 'latin1'), 'shift_jis'))
    .filter((text) => /\p{L}|\d/u.test(text));
}

/** Control characters begin what a reader does not see. */
function shown(text: string): string {
  return text.replace(/\n+/g, '\n').replace(/[^\P{Cc}\n]/gu, ' ');
}
