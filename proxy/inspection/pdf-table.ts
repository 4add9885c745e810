/** What a PDF says of its own structure: its last cross-reference table, and its object streams. */

/** Bytes: readers look for the end in the last kilobyte. */
const tail = 1024;

/** ISO 32000-1 7.5.4 and 7.5.8: a table, or a stream that begins as an object. */
export function hasSoundTable(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // What stands behind the end belongs to no page.
  if (file.length - file.lastIndexOf('%%EOF') > tail) return false;
  const at = file.lastIndexOf('startxref');
  const offset = /^startxref\s+(\d{1,12})\s/.exec(file.toString('latin1', at, at + 40))?.[1];
  if (at < 0 || offset === undefined) return false;
  // Offsets count from the header, which may stand behind other bytes.
  const start = Number(offset) + Math.max(0, file.indexOf('%PDF-'));
  const head = file.toString('latin1', start, start + 40).trimStart();
  if (/^\d+\s+\d+\s+obj/.test(head)) return true;
  return head.startsWith('xref') && isTable(file.toString('latin1', start, at));
}

function isTable(text: string): boolean {
  const table = text.slice(text.indexOf('xref') + 4).split('trailer', 1)[0] ?? '';
  const lines = table
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  let left = 0;
  for (const line of lines) {
    const section = /^(\d{1,10})\s+(\d{1,10})$/.exec(line);
    if (left > 0 && /^\d{10} \d{5} [nf]$/.test(line)) left--;
    else if (left === 0 && section !== null) left = Number(section[2]);
    else return false;
  }
  return (
    left === 0 && isBalanced(text.slice(text.indexOf('trailer')).split('startxref', 1)[0] ?? '')
  );
}

/** The trailer is a dictionary; brackets in its strings come in pairs nearly always. */
function isBalanced(trailer: string): boolean {
  const count = (part: string) => trailer.split(part).length;
  return trailer.startsWith('trailer') && count('<<') === count('>>') && count('[') === count(']');
}

/** Bytes: more than any dictionary of an object stream. */
const longestDictionary = 1024;

/**
 * Whether every stream that is laid out like an object stream says that it is one (ISO 32000-1
 * 7.5.7: `Type` is required). Readers that look at it find other objects than those that do not.
 */
export function hasSoundObjectStreams(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = file.indexOf('/First'); at >= 0; at = file.indexOf('/First', at + 1)) {
    const dictionary = dictionaryAround(file, at);
    const isLaidOut =
      /\/First\s+\d+(?!\d|\s+\d+\s+R)/.test(dictionary) && /\/N\s+\d/.test(dictionary);
    if (isLaidOut && !/\/Type\s*\/ObjStm\b/.test(dictionary)) return false;
  }
  return true;
}

/** From `obj` to `stream`; '' where it is the dictionary of no stream. */
function dictionaryAround(file: Buffer, at: number): string {
  const before = file.toString('latin1', Math.max(0, at - longestDictionary), at);
  const after = file.toString('latin1', at, at + longestDictionary);
  const start = before.lastIndexOf(' obj');
  const end = after.search(/>>\s*stream\r?\n/);
  const dictionary = start < 0 || end < 0 ? '' : before.slice(start) + after.slice(0, end);
  return /endobj|stream/.test(dictionary) ? '' : dictionary;
}
