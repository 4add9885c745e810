/**
 * Looks for values where none may be: files and folders of any kind (databases, logs, segments,
 * temporary files, crash dumps) and strings, in every spelling that a leak could have.
 *
 *   bytes ─┬ as they are        ┐
 *          ├ unpacked (gzip, zip)├─► each spelling of each value
 *          ├ rows of a database ┘
 *          └ letters and digits alone, folded ─► the value in several groups, or in full width
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { constants, gunzipSync, inflateRawSync } from 'node:zlib';
import { createFinder } from './find-bytes.ts';
import { type Spelling, spellingsOf } from './leak-spellings.ts';

export interface Leak {
  /** A file, or the name of a string; `file › gzip` where it had to be unpacked. */
  readonly place: string;
  /** `UTF-8, base64`; `separators removed`. */
  readonly spelling: string;
  /** Which of the values, from 0. The value itself is never told. */
  readonly value: number;
}

export interface Places {
  /** Files, and folders with all below. What is not there holds nothing. */
  readonly files?: readonly string[];
  /** Name → text: what a test has in memory. */
  readonly texts?: Readonly<Record<string, string>>;
}

/** @param values at least 6 letters or digits each: a shorter one stands everywhere by chance */
export function findLeaks(values: readonly string[], places: Places): Leak[] {
  const short = values.findIndex((value) => bare(value).length < 6);
  if (short >= 0) throw new Error(`value ${short} is too short to be looked for`);
  const search = createSearch(values);
  const leaks: Leak[] = [];
  for (const file of (places.files ?? []).flatMap(filesBelow)) {
    const bytes = readFileSync(file);
    leaks.push(...search(file, bytes));
    if (bytes.subarray(0, 16).toString('latin1') !== 'SQLite format 3\0') continue;
    leaks.push(...search(`${file} › rows`, rowsOf(file)));
  }
  for (const [name, text] of Object.entries(places.texts ?? {})) {
    leaks.push(...search(name, Buffer.from(text)));
  }
  return leaks;
}

function createSearch(values: readonly string[]): (place: string, bytes: Buffer) => Leak[] {
  const spelt = values.flatMap((value, index) =>
    spellingsOf(value).map((each): Spelling & { value: number } => ({ ...each, value: index })),
  );
  const find = createFinder(spelt.map(({ bytes }) => bytes));
  const findBare = createFinder(values.map((value) => Buffer.from(bare(value))));
  const search = (place: string, bytes: Buffer, depth: number): Leak[] => {
    const leaks = [...find(bytes)].flatMap((index): Leak[] => {
      const found = spelt[index];
      return found ? [{ place, spelling: found.spelling, value: found.value }] : [];
    });
    const known = new Set(leaks.map(({ value }) => value));
    for (const value of findBare(Buffer.from(bare(bytes.toString())))) {
      if (!known.has(value)) leaks.push({ place, spelling: 'separators removed', value });
    }
    if (depth === 0) return leaks;
    const inside = unpacked(bytes).flatMap(([how, content]) =>
      search(`${place} › ${how}`, content, depth - 1),
    );
    return [...leaks, ...inside];
  };
  // An archive within an archive, as the tests send them.
  return (place, bytes) => search(place, bytes, 3);
}

/** Letters and digits alone, in half width. Not all at once: megabytes of zeros fill the stack. */
const bare = (text: string): string =>
  text.normalize('NFKC').replace(/[^\p{L}\p{N}]{1,4096}/gu, '');

function filesBelow(place: string): string[] {
  if (!existsSync(place)) return [];
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
}

/** A long value goes on in another page of a database's file, with other bytes between. */
function rowsOf(file: string): Buffer {
  // A browser's own databases have counts that no number of JavaScript holds.
  using database = new DatabaseSync(file, { readOnly: true, readBigInts: true });
  const tables = database
    .prepare(
      `select name from sqlite_schema where type = 'table' and sql not like 'create virtual%'`,
    )
    .all();
  const rows = tables.flatMap(({ name }) =>
    database.prepare(`select * from "${String(name).replaceAll('"', '""')}"`).all(),
  );
  const cells = rows.flatMap((row) => Object.values(row));
  return Buffer.concat(
    cells.flatMap((cell) => [
      cell instanceof Uint8Array ? Buffer.from(cell) : Buffer.from(String(cell)),
      Buffer.from('\n'),
    ]),
  );
}

const limits = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 256_000_000 };

/** Wherever they begin in the bytes: segments follow each other, and an archive has many files. */
function unpacked(bytes: Buffer): [how: string, content: Buffer][] {
  const gzips = startsOf(bytes, Buffer.from([0x1f, 0x8b, 8])).map(
    (at) => ['gzip', () => gunzipSync(bytes.subarray(at), limits)] as const,
  );
  const entries = startsOf(bytes, Buffer.from('PK\x03\x04')).flatMap((at) => {
    if (at + 30 > bytes.length || bytes.readUInt16LE(at + 8) !== 8) return [];
    const data = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    return [['zip', () => inflateRawSync(bytes.subarray(data), limits)] as const];
  });
  return [...gzips, ...entries].flatMap(([how, unpack]) => {
    try {
      return [[how, unpack()] as [string, Buffer]];
    } catch {
      return []; // the same bytes by chance
    }
  });
}

function startsOf(bytes: Buffer, magic: Buffer): number[] {
  const starts: number[] = [];
  for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1)) starts.push(at);
  return starts;
}
