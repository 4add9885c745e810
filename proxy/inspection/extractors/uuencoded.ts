/** Files in a text by uuencode (POSIX): `begin 644 name`, lines, `end`. */

export interface UuencodedFile {
  readonly name: string;
  readonly content: Uint8Array;
}

const begin = /^begin [0-7]{3,4} (.{1,200})\r?\n/gm;

export function uuencodedFiles(text: string): UuencodedFile[] {
  return [...text.matchAll(begin)].map(({ 0: line, 1: name = '', index }) => ({
    name: name.trim(),
    content: bytesOf(text, index + line.length),
  }));
}

function bytesOf(text: string, from: number): Uint8Array {
  const bytes: number[] = [];
  for (let at = from; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end < 0 ? text.length : end).trimEnd();
    if (line === 'end') break;
    appendLine(line, bytes);
    if (end < 0) break;
    at = end + 1;
  }
  return Uint8Array.from(bytes);
}

/** The first character is the number of bytes; four characters are three bytes, ` and space are 0. */
function appendLine(line: string, bytes: number[]): void {
  const six = (at: number) => (line.charCodeAt(at) - 32) & 0x3f;
  const length = line === '' ? 0 : six(0);
  const stop = bytes.length + length;
  for (let at = 1; bytes.length < stop && at < line.length; at += 4) {
    const word = (six(at) << 18) | (six(at + 1) << 12) | (six(at + 2) << 6) | six(at + 3);
    for (const byte of [word >> 16, (word >> 8) & 0xff, word & 0xff]) {
      if (bytes.length < stop) bytes.push(byte);
    }
  }
}
