/** Text parts: what extractors make of bytes, and detectors look at. */

/** Which corner of a document a text part was taken from; absent for its body. */
export type Corner =
  | 'name'
  | 'header'
  | 'footer'
  | 'comment'
  | 'notes'
  | 'footnote'
  | 'text-box'
  | 'properties'
  | 'annotation'
  | 'bookmark'
  | 'sheet-name'
  | 'master';

/** Where something stands. Counted from 1. Names come from outside: hostile wherever shown. */
export interface Place {
  /** Names of archive entries and attachments from the outermost inwards. */
  readonly entry?: readonly string[];
  readonly corner?: Corner;
  readonly page?: number;
  readonly slide?: number;
  readonly sheet?: string;
  readonly line?: number;
  /** `B12`: in a sheet, or in a table of a document or text. */
  readonly cell?: string;
}

export interface TextPart {
  readonly form: 'text';
  readonly text: string;
  /** `line` is that of the first line. */
  readonly place: Place;
  /** The end of what stood before, for context only. */
  readonly before?: string;
  /** Somebody who saw the bytes says: nowhere in it do eleven digits stand together, kanji aside. */
  readonly hasNoNumbers?: boolean;
  /** Whether this is everything that the content holds. */
  readonly alone?: boolean;
  /** Its pieces were given before, apart: only what joining them adds is reported. */
  readonly repeats?: boolean;
}

export interface TablePart {
  readonly form: 'table';
  /** Parts of one table carry one number: a long table comes in several parts. */
  readonly table: number;
  readonly rows: readonly (readonly string[])[];
  /** Row number (sheet) or line number (text) of each row. */
  readonly rowNumbers: readonly number[];
  /** The cells were given as text before: only what the table adds is reported. */
  readonly repeats?: boolean;
  readonly place: Place;
}

export type Part = TextPart | TablePart;

export function textPart(text: string, place: Place = {}): TextPart {
  return { form: 'text', text, place };
}

export function tablePart(rows: readonly (readonly string[])[], place: Place = {}): TablePart {
  return { form: 'table', table: 1, rows, rowNumbers: rows.map((_, index) => index + 1), place };
}

/** 0 → A, 25 → Z, 26 → AA. */
export function columnName(index: number): string {
  let name = '';
  for (let left = index + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  }
  return name;
}
