/** exe: an archive behind the program that unpacks it. The program itself is never read. */
import type { Extractor } from '../extractor.ts';
import { NotInspected } from '../limits.ts';

const marks = [
  { text: 'Rar!\x1a\x07', before: 0 },
  { text: '7z\xbc\xaf\x27\x1c', before: 0 },
  { text: 'MSCF\0\0\0\0', before: 0 },
  { text: 'PK\x03\x04', before: 0 },
  { text: '-lh5-', before: 2 },
  { text: '-lh7-', before: 2 },
] as const;

export const selfExtracting: Extractor = {
  types: ['exe'],
  async *extract(bytes, extraction) {
    const start = archiveIn(bytes);
    if (start === null) throw new NotInspected('unknown-format');
    extraction.problem('unknown-format');
    yield* extraction.inner('', bytes.subarray(start));
  },
};

/** The first of what may be one: programs hold such marks by chance as well, then it is none. */
function archiveIn(bytes: Uint8Array): number | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts = marks
    .map(({ text, before }) => buffer.indexOf(text, 0, 'latin1') - before)
    .filter((at) => at > 0);
  return starts.length === 0 ? null : Math.min(...starts);
}
