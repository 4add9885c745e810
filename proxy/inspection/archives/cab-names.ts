/** Names of the files of a cabinet, in order ([MS-CAB] 2.1 CFHEADER, 2.3 CFFILE). */
import { decode, detectCharset } from '../charset.ts';

const utf8Name = 0x80;

/** What could be read before the directory breaks off. */
export function cabNames(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names: string[] = [];
  try {
    const count = view.getUint16(28, true);
    for (let at = view.getUint32(16, true); names.length < count; ) {
      const isUtf8 = (view.getUint16(at + 14, true) & utf8Name) !== 0;
      const start = at + 16;
      const end = bytes.indexOf(0, start);
      if (end < 0) break;
      const raw = bytes.subarray(start, end);
      const name = decode(raw, isUtf8 ? 'utf-8' : (detectCharset(raw) ?? 'shift_jis'));
      names.push(name.replaceAll('\\', '/'));
      at = end + 1;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return names;
}
