/** Whether the last cross-reference table of a PDF is where it should be and can be read. */

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
