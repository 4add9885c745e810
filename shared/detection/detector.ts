/** What a detector states; detect.ts knows nothing else about it. */
import type { FindingKind } from './finding.ts';
import type { Corner, Part, TablePart } from './part.ts';

export interface Surroundings {
  readonly corner: Corner | null;
  /** The text is the cells of table rows: a tab between cells, a line feed between rows. */
  readonly isTable: boolean;
  /** The text is everything that the content holds. */
  readonly isAlone: boolean;
  /** From how many distinct persons on they are many. */
  readonly persons: number;
  /** What a function reads in the text: read once for all detectors that ask for it. */
  readonly once: <Read>(read: (text: string) => Read) => Read;
  /** Whether a pattern matches anywhere in the text: faster than its own test. */
  readonly stands: (pattern: RegExp) => boolean;
  /** Where what has not been looked at yet begins; before it stands context. */
  readonly from: number;
  /** What another detector finds in the same text: looked for once. */
  of(detector: Detector): readonly Candidate[];
}

/** Something found in folded text [start, end). Stays inside the detection: it holds the value. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
  readonly masked: string;
  /** In canonical spelling, for the fingerprint. */
  readonly value: string;
  readonly mark?: string;
  readonly label?: string;
  readonly labelId?: string;
  /** How many it stands for; 1 without. */
  readonly count?: number;
}

/** What a column, or a text of one number after another, holds of one kind. */
export interface ColumnFacts {
  /** Distinct values of the form (few are counted exactly, see `enough`). */
  readonly seen: number;
  /** Those that pass the check digit. */
  readonly passed: number;
  /** Cells of the first rows that may be the header, joined. */
  readonly header: string;
}

export interface ColumnSign {
  /** Whether a cell has the form and passes; null: it has not the form. Null where nothing is told by it. */
  readonly judge:
    | ((cell: string) => { readonly value: string; readonly passes: boolean } | null)
    | null;
  /** The confidence of one value, given its column. */
  adjust(confidence: number, facts: ColumnFacts): number;
}

export interface TableFinding {
  readonly count: number;
  readonly confidence: number;
  readonly row: number;
  readonly masked: string;
}

/** Watches a table row by row. */
export interface TableWatch {
  add(part: TablePart): void;
  /** `row`: number of the first row with data. */
  finish(): TableFinding | null;
}

export interface TableOptions {
  /** From how many distinct persons on a table is bulk personal data. */
  readonly persons: number;
}

export interface Example {
  readonly part: Part;
  readonly why: string;
}

export interface Detector {
  readonly kind: FindingKind;
  /** The fewest characters of a text that may hold one; any without. */
  readonly room?: number;
  /** The fewest digits that a value has, in whatever script; 0 where it may have none. */
  readonly digits: number;
  /** Of one with twelve digits or eleven: what leads to them where they do not stand together. */
  readonly led: RegExp | null;
  /** Cheap test on folded text: most text fails it. */
  readonly cheap: RegExp | null;
  inText(text: string, around: Surroundings): readonly Candidate[];
  readonly column: ColumnSign | null;
  readonly watchTable: ((options: TableOptions) => TableWatch) | null;
  readonly examples: { readonly found: readonly Example[]; readonly ignored: readonly Example[] };
}

export function bounded(confidence: number): number {
  return Math.round(Math.min(0.99, Math.max(0, confidence)) * 100) / 100;
}
