/** Whether reading pictures may make a content slow: told by marks of formats, wherever they stand in it. */

/** Bytes that are looked at: what is longer is slow anyhow. */
const looked = 1024 * 1024;
/** Pictures, and what holds some: PDF, zip, OLE documents, other archives, all of it in Base64. */
const marks = [
  '\x89PNG',
  '\xff\xd8\xff',
  'GIF8',
  'WEBPVP8',
  'II*\0',
  'MM\0*',
  '%PDF-',
  'PK\x03\x04',
  '\xd0\xcf\x11\xe0',
  '7z\xbc\xaf',
  'Rar!',
  'iVBORw0KGgo',
  '/9j/',
  'JVBERi0',
  'UEsDB',
].map((mark) => Buffer.from(mark, 'latin1'));

export function mayHoldPictures(bytes: Uint8Array): boolean {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, looked));
  const isBitmap = content[0] === 0x42 && content[1] === 0x4d;
  return isBitmap || marks.some((mark) => content.includes(mark));
}
