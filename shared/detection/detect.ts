/** Parts in, findings out: the pipeline. It asks no detector what it is. */

import { cellText } from './cell-text.ts';
import { defaultPersons, defaultThreshold } from './defaults.ts';
import type { Candidate, Detector } from './detector.ts';
import { detectors as allDetectors } from './detectors.ts';
import type { Finding, FindingKind } from './finding.ts';
import { createLook, type Found } from './look.ts';
import { type Located, merge } from './merge.ts';
import { columnName, type Part, type Place, type TablePart, type TextPart } from './part.ts';
import {
  createCopyWatch,
  type RegisteredDocuments,
  type WatchedContents,
} from './registered/watch-copies.ts';
import { createTableState, type TableState } from './table-state.ts';
import { escapedLayers } from './unescape.ts';
import { verticalNumbers } from './vertical-numbers.ts';

/** Thresholds of single kinds. */
export type Confidence = Readonly<Partial<Record<FindingKind, number | undefined>>>;

export interface DetectionOptions {
  /** Findings below are not reported. */
  readonly threshold?: number;
  /** The same for one kind, instead. */
  readonly confidence?: Confidence;
  /** From how many distinct persons on a table is bulk personal data. */
  readonly persons?: number;
  /** Keyed and truncated; absent where nobody compares findings. */
  readonly fingerprint?: (kind: string, value: string) => string;
  readonly detectors?: readonly Detector[];
  /** Absent where no documents are registered. */
  readonly registered?: RegisteredDocuments;
  /**
   * Told of every value that is reported, as it stands in folded text: only for who takes values
   * out of a content, in the process that looks at it.
   */
  readonly onValue?: (value: FoundValue) => void;
}

/** Never stored, sent or logged. */
export interface FoundValue {
  readonly kind: Finding['kind'];
  /** In canonical spelling. */
  readonly value: string;
  /** As it stands there, with what is between its characters. */
  readonly standing: string;
}

export interface Detection {
  add(part: Part): void;
  /** For the bytes of the whole, and of files in it; null where none are looked for. */
  readonly contents: WatchedContents | null;
  /** In the order of their places; several of a kind close together are one finding. */
  finish(): Finding[];
}

/** Of each kind: many addresses do not hide the one number behind them. */
const mostLocated = 20_000;

export function createDetection(options: DetectionOptions = {}): Detection {
  const { persons = defaultPersons, fingerprint, onValue } = options;
  const thresholdOf = (kind: FindingKind) =>
    options.confidence?.[kind] ?? options.threshold ?? defaultThreshold;
  const detectors = options.detectors ?? allDetectors;
  const look = createLook(detectors, persons);
  const copies = options.registered === undefined ? null : createCopyWatch(options.registered);
  const located: Located[] = [];
  const reported = new Map<string, number>();
  const tables = new Map<number, { state: TableState; repeats: boolean }>();
  /** Found in texts: tables may repeat them. Never leaves this function. */
  const inTexts = new Set<string>();

  /** Ways in which a value stands in tables, by kind and value. */
  const standings = new Map<string, Set<string>>();

  const report = (found: Located) => {
    if (found.confidence < thresholdOf(found.kind)) return;
    const before = reported.get(found.kind) ?? 0;
    if (before >= mostLocated) return;
    reported.set(found.kind, before + 1);
    located.push(found);
  };
  /** Nothing more of it is reported, and nobody wants its values. */
  const isFull = ({ kind }: Detector) =>
    onValue === undefined && (reported.get(kind) ?? 0) >= mostLocated;
  const note = (key: string, standing: string) => {
    if (onValue === undefined) return;
    const known = standings.get(key);
    if (known === undefined) standings.set(key, new Set([standing]));
    else known.add(standing);
  };
  const tellValue = (kind: Finding['kind'], value: string) => {
    for (const standing of standings.get(`${kind} ${value}`) ?? []) {
      onValue?.({ kind, value, standing });
    }
  };

  const toLocated = (
    detector: Detector,
    { confidence, masked, value, mark, label, labelId, count = 1 }: Candidate,
    place: Place,
  ): Located => ({
    kind: detector.kind,
    count,
    confidence,
    place,
    masked,
    ...(mark === undefined ? {} : { mark }),
    ...(label === undefined ? {} : { label }),
    ...(labelId === undefined ? {} : { labelId }),
    ...(fingerprint === undefined ? {} : { fingerprint: fingerprint(detector.kind, value) }),
  });

  const addText = (part: TextPart) => {
    const { text, place, before = '', alone = false, repeats = false } = part;
    const { folded, begin, found } = look(before + text, {
      corner: place.corner,
      from: before.length,
      isAlone: alone,
      hasNoNumbers: part.hasNoNumbers === true,
      isFull,
    });
    const lines = countLines(folded, begin);
    for (const { detector, candidate } of found.toSorted(
      (a, b) => a.candidate.start - b.candidate.start,
    )) {
      const line = place.line === undefined ? {} : { line: place.line + lines(candidate.start) };
      const key = `${detector.kind} ${candidate.value}`;
      if (isSure({ detector, candidate })) {
        note(key, folded.slice(candidate.start, candidate.end));
        tellValue(detector.kind, candidate.value);
      }
      if (repeats && inTexts.has(key)) continue;
      if (candidate.confidence >= thresholdOf(detector.kind)) inTexts.add(key);
      report(toLocated(detector, candidate, { ...place, ...line }));
    }
    addEscaped(part, found);
  };

  /** What programs wrote otherwise, layer by layer: only what was not seen without. */
  const addEscaped = (part: TextPart, seen: readonly Found[]) => {
    const { text, place, before = '', repeats = false } = part;
    const known = new Set(seen.filter(isSure).map(keyOf));
    for (const layer of escapedLayers(before + text)) {
      const lines = countLines(text, 0);
      for (const each of look.around(layer, { corner: place.corner, isFull })) {
        const start = layer.origin(each.first) - before.length;
        const isNew = isSure(each) && !known.has(keyOf(each));
        if (repeats && inTexts.has(keyOf(each))) continue;
        if (!isNew || layer.origin(each.last) < before.length) continue;
        known.add(keyOf(each));
        inTexts.add(keyOf(each));
        const line = place.line === undefined ? {} : { line: place.line + lines(start) };
        report(toLocated(each.detector, each.candidate, { ...place, ...line }));
      }
    }
  };

  const isSure = ({ detector, candidate }: Found) =>
    candidate.confidence >= thresholdOf(detector.kind);

  const isFullOf = (state: TableState) => (detector: Detector) =>
    onValue === undefined && state.isFull(detector);

  const addTable = (part: TablePart) => {
    const known = tables.get(part.table) ?? {
      state: createTableState(detectors, { persons }, part.place),
      repeats: part.repeats === true,
    };
    tables.set(part.table, known);
    const { state } = known;
    state.add(part);
    const cells = cellText(part.rows);
    const { folded, found } = look(cells.text, {
      corner: part.place.corner,
      isTable: true,
      isFull: isFullOf(state),
    });
    for (const { label, digits, row, column } of verticalNumbers(part.rows)) {
      if (found.some(({ candidate }) => candidate.value === digits)) continue;
      const cell = `${columnName(column)}${part.rowNumbers[row] ?? row + 1}`;
      const place = { ...part.place, cell };
      addText({ form: 'text', text: digits, before: `${label}: `, repeats: true, place });
    }
    // Offsets fit: folding never adds or removes tabs and line feeds, so cells are counted by them.
    const where = cells.locate(
      folded,
      found.map(({ candidate }) => candidate.start),
    );
    for (const [index, { detector, candidate }] of found.entries()) {
      // What is escaped stands in no spelling that could be masked.
      if (onValue !== undefined)
        note(`${detector.kind} ${candidate.value}`, folded.slice(candidate.start, candidate.end));
      state.hold(detector, where[index] ?? firstCell, candidate);
    }
    const seen = new Set(found.filter(isSure).map(keyOf));
    for (const layer of escapedLayers(cells.text, false)) {
      for (const each of look.around(layer, {
        corner: part.place.corner,
        isTable: true,
        isFull: isFullOf(state),
      })) {
        if (seen.has(keyOf(each)) || !isSure(each)) continue;
        seen.add(keyOf(each));
        const [at = firstCell] = cells.locate(layer.text, [each.first]);
        state.hold(each.detector, at, each.candidate);
      }
    }
  };

  /** All persons of a table, where a text had as many. */
  const isInTexts = (found: Located) =>
    located.some(({ kind, count }) => kind === found.kind && count >= found.count);

  const finishTable = (state: TableState, repeats: boolean) => {
    const { inCells, ofTable } = state.finish();
    for (const held of inCells) {
      if (!isSure(held)) continue;
      const { detector, candidate, rowNumber } = held;
      tellValue(detector.kind, candidate.value);
      if (repeats && inTexts.has(keyOf(held))) continue;
      const place = {
        ...held.place,
        ...(held.place.line === undefined ? {} : { line: rowNumber }),
        cell: `${columnName(held.column)}${rowNumber}`,
      };
      report(toLocated(detector, candidate, place));
    }
    for (const found of ofTable) if (!repeats || !isInTexts(found)) report(found);
  };

  return {
    add(part) {
      copies?.add(part);
      if (part.form === 'text') addText(part);
      else addTable(part);
    },
    contents: copies?.contents ?? null,
    finish() {
      for (const { state, repeats } of tables.values()) finishTable(state, repeats);
      tables.clear();
      for (const found of copies?.finish() ?? []) report(found);
      return merge(located);
    },
  };
}

const firstCell = { row: 0, column: 0 };

const keyOf = ({ detector, candidate }: Found) => `${detector.kind} ${candidate.value}`;

/** Counts line feeds from `from` on: fast where what is asked for rises. */
function countLines(text: string, from: number): (to: number) => number {
  let lines = 0;
  let last = from;
  let feed = text.indexOf('\n', from);
  return (to) => {
    if (to < last) {
      lines = 0;
      feed = text.indexOf('\n', from);
    }
    last = to;
    for (; feed >= 0 && feed < to; feed = text.indexOf('\n', feed + 1)) lines++;
    return lines;
  };
}

/** All parts at once, for texts that are in memory. */
export function detect(parts: Iterable<Part>, options: DetectionOptions = {}): Finding[] {
  const detection = createDetection(options);
  for (const part of parts) detection.add(part);
  return detection.finish();
}
