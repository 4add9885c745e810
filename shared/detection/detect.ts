/** Parts in, findings out: the pipeline. It asks no detector what it is. */

import { cellText } from './cell-text.ts';
import { defaultPersons, defaultThreshold } from './defaults.ts';
import type { Candidate, Detector } from './detector.ts';
import { detectors as allDetectors } from './detectors.ts';
import type { Finding } from './finding.ts';
import { fold } from './fold.ts';
import { dropOverlaps, type Located, merge } from './merge.ts';
import { columnName, type Part, type Place, type TablePart, type TextPart } from './part.ts';
import { createTableState, type TableState } from './table-state.ts';

export interface DetectionOptions {
  /** Findings below are not reported. */
  readonly threshold?: number;
  /** From how many distinct persons on a table is bulk personal data. */
  readonly persons?: number;
  /** Keyed and truncated; absent where nobody compares findings. */
  readonly fingerprint?: (kind: string, value: string) => string;
  readonly detectors?: readonly Detector[];
}

export interface Detection {
  add(part: Part): void;
  /** In the order of their places; several of a kind close together are one finding. */
  finish(): Finding[];
}

/** Beyond, values are counted, and no longer told apart. */
const mostLocated = 20_000;

export function createDetection(options: DetectionOptions = {}): Detection {
  const { threshold = defaultThreshold, persons = defaultPersons, fingerprint } = options;
  const detectors = options.detectors ?? allDetectors;
  const located: Located[] = [];
  const tables = new Map<number, { state: TableState; repeats: boolean }>();
  /** Found in texts: tables may repeat them. Never leaves this function. */
  const inTexts = new Set<string>();

  const report = (found: Located) => {
    if (found.confidence >= threshold && located.length < mostLocated) located.push(found);
  };

  const lookAt = (
    text: string,
    corner: Place['corner'],
    from: number,
    isTable: boolean,
    isAlone: boolean,
  ) => {
    const folded = fold(text).text;
    const begin = from === 0 ? 0 : fold(text.slice(0, from)).text.length;
    const around = { corner: corner ?? null, isTable, isAlone, from: begin, persons };
    const found = detectors.flatMap((detector) =>
      detector.cheap?.test(folded) === true
        ? dropOverlaps(detector.inText(folded, around)).map((candidate) => ({
            detector,
            candidate,
          }))
        : [],
    );
    return { folded, begin, found };
  };

  const toLocated = (
    detector: Detector,
    { confidence, masked, value, mark, count = 1 }: Candidate,
    place: Place,
  ): Located => ({
    kind: detector.kind,
    count,
    confidence,
    place,
    masked,
    ...(mark === undefined ? {} : { mark }),
    ...(fingerprint === undefined ? {} : { fingerprint: fingerprint(detector.kind, value) }),
  });

  const addText = ({ text, place, before = '', alone = false, repeats = false }: TextPart) => {
    const { folded, begin, found } = lookAt(
      before + text,
      place.corner,
      before.length,
      false,
      alone,
    );
    let line = place.line;
    let counted = begin;
    for (const { detector, candidate } of found.sort(
      (a, b) => a.candidate.start - b.candidate.start,
    )) {
      if (line !== undefined) {
        line += countLines(folded, counted, candidate.start);
        counted = Math.max(counted, candidate.start);
      }
      const key = `${detector.kind} ${candidate.value}`;
      if (repeats && inTexts.has(key)) continue;
      if (candidate.confidence >= threshold) inTexts.add(key);
      report(toLocated(detector, candidate, line === undefined ? place : { ...place, line }));
    }
  };

  const addTable = (part: TablePart) => {
    const known = tables.get(part.table) ?? {
      state: createTableState(detectors, { persons }, part.place),
      repeats: part.repeats === true,
    };
    tables.set(part.table, known);
    const { state } = known;
    state.add(part);
    const cells = cellText(part.rows);
    const { folded, found } = lookAt(cells.text, part.place.corner, 0, true, false);
    // Offsets fit: folding never adds or removes tabs and line feeds, so cells are counted by them.
    const where = cells.locate(
      folded,
      found.map(({ candidate }) => candidate.start),
    );
    for (const [index, { detector, candidate }] of found.entries()) {
      const { row = 0, column = 0 } = where[index] ?? {};
      const rowNumber = part.rowNumbers[row] ?? row + 1;
      const place = {
        ...part.place,
        ...(part.place.line === undefined ? {} : { line: rowNumber }),
        cell: `${columnName(column)}${rowNumber}`,
      };
      state.hold(detector, { row, column }, candidate.value, toLocated(detector, candidate, place));
    }
  };

  /** A value that its text gave before; or all persons of a table, where the text had as many. */
  const isInTexts = (found: Located, value: string | null) =>
    value === null
      ? located.some(({ kind, count }) => kind === found.kind && count >= found.count)
      : inTexts.has(`${found.kind} ${value}`);

  return {
    add: (part) => (part.form === 'text' ? addText(part) : addTable(part)),
    finish() {
      for (const { state, repeats } of tables.values()) {
        for (const { found, value } of state.finish()) {
          if (!repeats || !isInTexts(found, value)) report(found);
        }
      }
      tables.clear();
      return merge(located);
    },
  };
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1))
    lines++;
  return lines;
}

/** All parts at once, for texts that are in memory. */
export function detect(parts: Iterable<Part>, options: DetectionOptions = {}): Finding[] {
  const detection = createDetection(options);
  for (const part of parts) detection.add(part);
  return detection.finish();
}
