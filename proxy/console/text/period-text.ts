/** A period of the policy (`P31D`, `P1Y6M`, `PT12H`) as people read it. */
import type { Words } from '../words/ja.ts';

const shape = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/;

/** The text itself where it is no period. */
export function periodText(period: string, words: Words): string {
  const found = shape.exec(period);
  if (found === null) return period;
  const { periods, between } = words.signing;
  const parts = found
    .slice(1)
    .flatMap((digits, index) =>
      digits === undefined ? [] : [periods[index]?.(Number(digits)) ?? ''],
    );
  return parts.length === 0 ? period : parts.join(between);
}
