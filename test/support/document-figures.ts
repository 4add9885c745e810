/** What stands in `data/docs`, inspected through the pool, and what became of the text that is expected of it. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import type { InspectionReport } from '../../proxy/inspection/inspect-content.ts';
import type { InspectionPool } from '../../proxy/inspection/pool.ts';
import { projectRoot } from '../../proxy/platform/build.ts';

export interface DocumentRow {
  readonly file: string;
  readonly type: string;
  readonly group: string;
  readonly expectedText?: readonly string[];
  readonly expectedFrom?: string;
  readonly encrypted?: boolean;
  readonly opensWithoutPassword?: boolean;
  readonly password?: string | null;
}

export interface DocumentFigure {
  readonly row: DocumentRow;
  readonly report: InspectionReport;
  readonly milliseconds: number;
  /**
   * `found`: all that is expected, or why what is missing cannot be found; `told`: the report says
   * that something was not inspected; `lost`: it says nothing. null where nothing is expected.
   */
  readonly outcome: 'found' | 'told' | 'lost' | null;
  /** Of `found`: expected text, and why it does not stand in the file as such. */
  readonly judged: readonly string[];
  readonly missing: readonly string[];
}

const folder = path.join(projectRoot, '../shared/data/docs');
export const hasDocuments = existsSync(path.join(folder, 'index.json'));

export function documentRows(): DocumentRow[] {
  if (!hasDocuments) return [];
  return JSON.parse(readFileSync(path.join(folder, 'index.json'), 'utf8')).files;
}

/** Needs a password that nobody gave. */
export function isClosed({
  encrypted = false,
  opensWithoutPassword = false,
}: DocumentRow): boolean {
  return encrypted && !opensWithoutPassword;
}

export async function documentFigure(
  pool: InspectionPool,
  row: DocumentRow,
): Promise<DocumentFigure> {
  const file = path.join(folder, 'files', row.file);
  const began = performance.now();
  const report = await pool.inspect({ content: { path: file }, name: row.file, withText: true });
  const milliseconds = performance.now() - began;
  const text = plain(report.text ?? '');
  const absent = (row.expectedText ?? []).filter((each) => !text.includes(plain(each)));
  const bytes = absent.length === 0 ? [] : await allBytes(readFileSync(file));
  const judgements = absent.map((each) => ({ each, why: judge(each, row, text, bytes) }));
  const missing = judgements.flatMap(({ each, why }) => (why === null ? [each] : []));
  return {
    row,
    report,
    milliseconds,
    outcome: outcomeOf(row, report, missing),
    judged: judgements.flatMap(({ each, why }) => (why === null ? [] : [`${each}: ${why}`])),
    missing,
  };
}

function outcomeOf(
  { expectedText = [] }: DocumentRow,
  report: InspectionReport,
  missing: string[],
) {
  if (expectedText.length === 0) return null;
  if (missing.length === 0) return 'found';
  return report.inspected === true ? 'lost' : 'told';
}

/** Without white space, and with one form for each character. */
export function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}

/** Why an expected text is none that stands in the file; null: it was missed. */
function judge(
  expected: string,
  { group, expectedFrom = '' }: DocumentRow,
  text: string,
  bytes: readonly Buffer[],
): string | null {
  if (/</.test(expected) && text.includes(plain(expected.replace(/<[^>]*>?/g, ''))))
    return 'tags are no text';
  if (/not re-checked/.test(expectedFrom) && !bytes.some((each) => holds(each, expected)))
    return 'stands nowhere in the file';
  if (/archive/.test(group) && isComposed(plain(expected), text))
    return 'members of the archive one behind the other';
  const pieces = expected.normalize('NFKC').split(/[^\p{L}\p{N}]+/u);
  const words = pieces.filter((piece) => /\p{L}/u.test(piece));
  // Numbers of headings and lists are made by the program that shows them.
  if (words.length > 1 && words.every((piece) => text.includes(piece)))
    return 'its words stand apart in the file';
  return null;
}

function holds(bytes: Buffer, text: string): boolean {
  return bytes.includes(text, 0, 'utf8') || bytes.includes(Buffer.from(text, 'utf16le'));
}

/** Whether it can be cut in pieces that stand in the text, of at least four letters each. */
function isComposed(expected: string, text: string): boolean {
  for (let rest = expected; rest !== ''; ) {
    let length = rest.length;
    while (length >= 4 && !text.includes(rest.slice(0, length))) length--;
    if (length < 4) return false;
    rest = rest.slice(length);
  }
  return true;
}

/** The file, what a zip of it holds, and what zlib has packed in it: by another way than the product's. */
async function allBytes(file: Buffer, depth = 0): Promise<Buffer[]> {
  const found = [file, ...inflated(file)];
  if (depth > 4 || file.readUInt32BE(0) !== 0x504b0304) return found;
  try {
    for (const entry of await new ZipReader(new Uint8ArrayReader(file)).getEntries()) {
      found.push(Buffer.from(entry.filename));
      if (entry.directory || entry.encrypted) continue;
      const inner = Buffer.from(await entry.getData(new Uint8ArrayWriter()));
      if (inner.length > 4) found.push(...(await allBytes(inner, depth + 1)));
    }
  } catch {
    // What cannot be opened is looked at as it is.
  }
  return found;
}

function inflated(file: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = file.indexOf('stream'); at >= 0; at = file.indexOf('stream', at + 6)) {
    const start = at + 6 + (file[at + 6] === 0x0d ? 2 : 1);
    try {
      found.push(inflateSync(file.subarray(start), { maxOutputLength: 10_000_000 }));
    } catch {
      // No beginning of a packed stream.
    }
  }
  return found;
}
