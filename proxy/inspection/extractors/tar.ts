/** tar (POSIX ustar, and GNU's long names): each entry by itself. */
import { decode, detectCharset } from '../charset.ts';
import type { Extractor } from '../extractor.ts';
import { NotInspected } from '../limits.ts';

const block = 512;

export const tar: Extractor = {
  types: ['tar'],
  async *extract(bytes, extraction) {
    let longName: string | null = null;
    for (let at = 0; at + block <= bytes.length; ) {
      const header = bytes.subarray(at, at + block);
      if (header.every((byte) => byte === 0)) return;
      if (!isHeader(header)) throw new NotInspected('broken');
      extraction.budget.enter();
      const size = octal(header.subarray(124, 136));
      const start = at + block;
      if (size === null || start + size > bytes.length) throw new NotInspected('truncated');
      const content = bytes.subarray(start, start + size);
      const kind = String.fromCharCode(header[156] ?? 0);
      if (kind === 'L') longName = text(content);
      else if (kind !== 'x' && kind !== 'g') {
        if (kind !== '5') yield* extraction.inner(longName ?? nameOf(header), content);
        longName = null;
      }
      at = start + Math.ceil(size / block) * block;
    }
  },
};

function isHeader(header: Uint8Array): boolean {
  const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  return sum === octal(header.subarray(148, 156));
}

/** GNU writes large sizes in base 256, with the first bit set: larger than any limit. */
function octal(field: Uint8Array): number | null {
  const digits = text(field).trim();
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : digits === '' ? 0 : null;
}

function nameOf(header: Uint8Array): string {
  const prefix = text(header.subarray(257, 262)) === 'ustar' ? text(header.subarray(345, 500)) : '';
  const name = text(header.subarray(0, 100));
  return prefix === '' ? name : `${prefix}/${name}`;
}

function text(field: Uint8Array): string {
  const end = field.indexOf(0);
  const bytes = end < 0 ? field : field.subarray(0, end);
  return decode(bytes, detectCharset(bytes) ?? 'shift_jis');
}
