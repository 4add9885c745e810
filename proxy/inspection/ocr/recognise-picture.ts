/**
 * A picture → its text: at a size at which it reads well, the right way up, its lines level. What a
 * first reading is unsure of is tried in other ways, as long as there is time.
 */
import type { Engine, Recognised, Turn } from './engine.ts';
import { type Grey, pgmOf, scaled } from './grey.ts';

export type Picture =
  | { readonly form: 'file'; readonly bytes: Uint8Array; readonly turn: Turn }
  | ({ readonly form: 'pixels' } & Grey);

const mega = 1_000_000;
/** Pixels: below, letters of a screen are too small; a page of A4 with 75 dpi has half a million. */
const small = 1.3 * mega;
/** Pixels: a page of A4 with 200 dpi has 3.9 million, and more add time only. */
const large = 4.5 * mega;
/** Enough to tell which way is up. */
const probed = mega;
/** 0 to 100: text that stands upright is surer. */
const sure = 60;
const other: readonly Turn[] = [6, 8, 3];
/** Radians: from here on letters of a line stand at different heights. */
const slopes = 0.01;

/**
 * @param left milliseconds until nobody waits any more
 * @returns null where it is no picture that can be opened
 */
export function recognisePicture(
  engine: Engine,
  picture: Picture,
  left: () => number,
): string | null {
  const grey = picture.form === 'file' ? engine.greyOf(picture.bytes, picture.turn) : picture;
  if (grey === null) return null;
  const began = left();
  const sized = pgmOf(resized(grey));
  const first = engine.recognise(sized, 1);
  if (first === null) return null;
  const took = began - left();
  const mayTry = () => left() > took * 3;
  const [turn, read] =
    first.confidence < sure && mayTry() ? upright(sized, first) : ([1, first] as const);
  const level = Math.abs(read.slope) >= slopes && mayTry();
  const levelled = level ? engine.recognise(sized, turn, read.slope) : null;
  return better(read, levelled).text;

  function upright(page: Uint8Array, asItIs: Recognised): readonly [Turn, Recognised] {
    if (grey === null || (asItIs.text.length === 0 && asItIs.confidence === 0)) return [1, asItIs];
    const probe = pgmOf(fitted(grey, probed));
    let best: readonly [Turn, number] = [1, asItIs.confidence + 10];
    for (const turn of other) {
      if (!mayTry()) break;
      const confidence = engine.recognise(probe, turn)?.confidence ?? 0;
      if (confidence > best[1]) best = [turn, confidence];
      if (confidence >= sure) break;
    }
    const [turn] = best;
    const turned = turn === 1 ? null : engine.recognise(page, turn);
    return turned === null ? [1, asItIs] : [turn, better(asItIs, turned)];
  }
}

function better(one: Recognised, two: Recognised | null): Recognised {
  return two !== null && two.confidence > one.confidence ? two : one;
}

function resized(grey: Grey): Grey {
  const area = grey.width * grey.height;
  return area < small ? scaled(grey, 2) : fitted(grey, large);
}

function fitted(grey: Grey, most: number): Grey {
  const area = grey.width * grey.height;
  return area <= most ? grey : scaled(grey, Math.sqrt(most / area));
}
