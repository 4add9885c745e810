/** Bytes → text: UTF-8 where it is that, else the charset that was said, else UTF-8 with marks. */
export function decodeText(bytes: Uint8Array, charset?: string): string {
  return (
    tryDecode(bytes, 'utf-8') ??
    (charset === undefined ? null : tryDecode(bytes, charset)) ??
    lossy(bytes, charset)
  );
}

function tryDecode(bytes: Uint8Array, charset: string): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return null; // not of that charset, or a charset that nobody knows
  }
}

function lossy(bytes: Uint8Array, charset: string | undefined): string {
  try {
    return new TextDecoder(charset ?? 'utf-8').decode(bytes);
  } catch {
    return new TextDecoder('utf-8').decode(bytes);
  }
}
