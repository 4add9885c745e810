/** `%E9%9B%AA` → its bytes. Broken escapes stay as they stand. */
const percent = 0x25;
const plus = 0x2b;

/** @param plusIsSpace as in forms and queries; not in paths and headers */
export function unescapeBytes(bytes: Uint8Array, plusIsSpace: boolean): Uint8Array {
  if (!bytes.includes(percent) && !(plusIsSpace && bytes.includes(plus))) return bytes;
  const out = new Uint8Array(bytes.length);
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    const value = byte === percent ? hex(bytes[i + 1]) * 16 + hex(bytes[i + 2]) : Number.NaN;
    if (!Number.isNaN(value)) i += 2;
    out[length++] = Number.isNaN(value) ? (plusIsSpace && byte === plus ? 0x20 : byte) : value;
  }
  return out.subarray(0, length);
}

/** NaN where it is no hexadecimal digit. */
function hex(byte: number | undefined): number {
  if (byte === undefined) return Number.NaN;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : Number.NaN;
}
