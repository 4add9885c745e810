/** Headers and footers of a binary sheet ([MS-XLSB] 2.4.40 BrtBeginHeaderFooter). */
import { withoutCodes } from './biff.ts';
import { decode } from './charset.ts';

const beginHeaderFooter = 479;
const none = 0xffffffff;

/** Odd header and footer, even ones, first ones; without the codes of fonts and places. */
export function xlsbHeaders(part: Uint8Array): string[] {
  const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
  const texts: string[] = [];
  try {
    for (let at = 0; at < part.length; ) {
      const type = readNumber(view, at, 2);
      const size = readNumber(view, type.next, 4);
      if (type.value === beginHeaderFooter) {
        let from = size.next + 2;
        while (from + 4 <= size.next + size.value) {
          const length = view.getUint32(from, true);
          const bytes = length === none ? 0 : length * 2;
          if (bytes > 0)
            texts.push(withoutCodes(decode(part.subarray(from + 4, from + 4 + bytes), 'utf-16le')));
          from += 4 + bytes;
        }
      }
      at = size.next + size.value;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return texts.filter((text) => text !== '');
}

/** [MS-XLSB] 2.1.4: seven bits a byte, the eighth says that it goes on. */
function readNumber(view: DataView, at: number, most: number): { value: number; next: number } {
  let value = 0;
  for (let each = 0; each < most; each++) {
    const byte = view.getUint8(at + each);
    value |= (byte & 0x7f) << (7 * each);
    if (byte < 0x80) return { value, next: at + each + 1 };
  }
  return { value, next: at + most };
}

const bundleSheet = 156;

/** Whether the names of sheets in `workbook.bin` ([MS-XLSB] 2.4.313) end where their records do. */
export function hasSoundSheets(part: Uint8Array): boolean {
  const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
  try {
    for (let at = 0; at < part.length; ) {
      const type = readNumber(view, at, 2);
      const size = readNumber(view, type.next, 4);
      const end = size.next + size.value;
      if (type.value === bundleSheet) {
        // State and number, then the relation and the name.
        let from = size.next + 8;
        for (let text = 0; text < 2; text++) {
          const length = view.getUint32(from, true);
          from += 4 + (length === none ? 0 : length * 2);
        }
        if (from > end || end > part.length) return false;
      }
      at = end;
    }
    return true;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return false;
  }
}
