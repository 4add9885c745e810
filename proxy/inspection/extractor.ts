/** What all extractors have in common: bytes in, parts out. */
import type { Part, Place } from '../../shared/detection/part.ts';
import type { WatchedContents } from '../../shared/detection/registered/watch-copies.ts';
import type { Keys } from './keys.ts';
import type { Budget, Why } from './limits.ts';

export interface Extraction {
  readonly budget: Budget;
  readonly keys: Keys;
  /** Of the content; extractors add sheet, page, line. */
  readonly place: Place;
  /** Files that are looked for by their bytes; null: none. */
  readonly contents: WatchedContents | null;
  /** A number for the next table. */
  nextTable(): number;
  /** Something of the content could not be inspected. */
  problem(why: Why): void;
  /** What stands inside: an entry, an attachment, an embedded document; null where only its name can be read. */
  inner(name: string, bytes: Uint8Array | null): AsyncIterable<Part>;
}

export interface Extractor {
  /** Of sniff.ts. */
  readonly types: readonly string[];
  extract(bytes: Uint8Array, extraction: Extraction): AsyncIterable<Part>;
}
