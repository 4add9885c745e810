/** `Content-Transfer-Encoding` of a part: what mail programs and some upload interfaces still write. */

/** Bytes as they are meant; those of another encoding as they stand. */
export function undoTransferEncoding(bytes: Uint8Array, encoding: string | null): Uint8Array {
  switch (encoding?.toLowerCase()) {
    case 'base64':
      return Buffer.from(latin1(bytes), 'base64');
    case 'quoted-printable':
      return Buffer.from(
        latin1(bytes)
          .replace(/=[ \t]{0,20}\r?\n/g, '')
          .replace(/=([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      );
    default:
      return bytes;
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
