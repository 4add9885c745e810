/** Pixels of a picture that has been made small: turned upright, and laid on white. */
import type { Turn } from '../ocr/engine.ts';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** RGBA, row by row. */
  readonly rgba: Uint8Array;
}

/** As whoever took it saw it. @param turn of EXIF */
export function upright({ width, height, rgba }: Pixels, turn: Turn): Pixels {
  if (turn === 1) return { width, height, rgba };
  const [wide, high] = turn === 3 ? [width, height] : [height, width];
  const made = new Uint8Array(rgba.length);
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const [fromX, fromY] = cameFrom(x, y, width, height, turn);
      const from = (fromY * width + fromX) * 4;
      made.set(rgba.subarray(from, from + 4), (y * wide + x) * 4);
    }
  }
  return { width: wide, height: high, rgba: made };
}

function cameFrom(
  x: number,
  y: number,
  width: number,
  height: number,
  turn: 3 | 6 | 8,
): readonly [number, number] {
  if (turn === 3) return [width - 1 - x, height - 1 - y];
  return turn === 6 ? [y, height - 1 - x] : [width - 1 - y, x];
}

/** What can be seen through shows white: the format of thumbnails knows no transparency. */
export function onWhite({ width, height, rgba }: Pixels): Pixels {
  const made = new Uint8Array(rgba.length);
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba[at + 3] ?? 255;
    for (let part = 0; part < 3; part++) {
      made[at + part] = Math.round(((rgba[at + part] ?? 0) * alpha + 255 * (255 - alpha)) / 255);
    }
    made[at + 3] = 255;
  }
  return { width, height, rgba: made };
}
