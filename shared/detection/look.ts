/** One text, all detectors: the cheap test of each first. */
import { changedRegions } from './changed-regions.ts';
import type { Candidate, Detector, Surroundings } from './detector.ts';
import { kanjiRuns } from './digit-runs.ts';
import { fold } from './fold.ts';
import { dropOverlaps } from './merge.ts';
import type { Corner } from './part.ts';
import { quickTests } from './quick-test.ts';
import type { Unescaped } from './unescape.ts';

export interface Found {
  readonly detector: Detector;
  readonly candidate: Candidate;
}

/** Found in a layer of a text, with the places of its first and its last character there. */
export interface FoundInLayer extends Found {
  readonly first: number;
  readonly last: number;
}

export interface Looked {
  readonly folded: string;
  /** Where in it begins what is new. */
  readonly begin: number;
  readonly found: readonly Found[];
  /** Offset in the folded text → in the text. */
  readonly where: (index: number) => number;
}

export interface View {
  readonly corner: Corner | undefined;
  /** Before it stands context. */
  readonly from?: number;
  readonly isTable?: boolean;
  readonly isAlone?: boolean;
  readonly hasNoNumbers?: boolean;
  /** Of this detector nothing more is wanted. */
  readonly isFull?: (detector: Detector) => boolean;
}

export interface Look {
  (text: string, view: View): Looked;
  /** Only around what was read back. */
  around(layer: Unescaped, view: View): FoundInLayer[];
}

export function createLook(detectors: readonly Detector[], persons: number): Look {
  const look = (text: string, view: View): Looked => {
    const { corner, from = 0, isTable = false, isAlone = false, hasNoNumbers = false } = view;
    const { text: folded, origin } = fold(text);
    const begin = from === 0 ? 0 : fold(text.slice(0, from)).text.length;
    const isWithout = hasNoNumbers && kanjiRuns(folded).length === 0;
    const stands = quickTests(folded);
    const known = new Map<Detector, readonly Candidate[]>();
    const of = (detector: Detector) => {
      const before = known.get(detector);
      if (before !== undefined) return before;
      const cheap = cheapOf(detector, isWithout);
      const candidates = cheap !== null && stands(cheap) ? detector.inText(folded, around) : [];
      known.set(detector, candidates);
      return candidates;
    };
    const where = { corner: corner ?? null, isTable, isAlone, from: begin, persons };
    const once = readOnce(folded);
    const around: Surroundings = { ...where, once, stands, of };
    const found = detectors.flatMap((detector) =>
      view.isFull?.(detector) === true
        ? []
        : dropOverlaps(of(detector)).map((candidate) => ({ detector, candidate })),
    );
    return { folded, begin, found, where: origin };
  };
  const around = (layer: Unescaped, view: View) =>
    changedRegions(layer.text, layer.changed).flatMap(({ start, from, to, end }) => {
      const { found, where } = look(layer.text.slice(start, end), { ...view, from: from - start });
      return found
        .map(({ detector, candidate }) => ({
          detector,
          candidate,
          first: start + where(candidate.start),
          last: start + where(candidate.end - 1),
        }))
        .filter(({ last }) => last < to);
    });
  return Object.assign(look, { around });
}

function readOnce(text: string): Surroundings['once'] {
  const known = new Map<(text: string) => unknown, unknown>();
  return <Read>(read: (text: string) => Read) => {
    if (!known.has(read)) known.set(read, read(text));
    return known.get(read) as Read;
  };
}

/** Digits of a number as long as that stand together, or something leads to them. */
const long = 11;

function cheapOf({ digits, cheap, led }: Detector, hasNoNumbers: boolean): RegExp | null {
  return hasNoNumbers && digits >= long ? led : cheap;
}
