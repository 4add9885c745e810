/** `uploads.ocr`: how long the text in pictures may take. */
import { z } from 'zod';

export interface CompiledOcr {
  /** Milliseconds for the pictures of one upload; 0: they are not read. */
  readonly time: number;
  /** Pictures and pages; absent: as many as there is time for. */
  readonly pages?: number;
}

const longest = 120;

export const ocrSchema = z.strictObject({
  time: z.string().refine((time) => secondsOf(time) !== null, {
    error: `「20s」のように 1s から ${longest}s までの秒数、または off / seconds from 1s to ${longest}s such as 20s, or off`,
  }),
  pages: z.int().min(1).max(10_000).optional(),
});

export const defaultOcr: CompiledOcr = { time: 20_000 };

export function compileOcr(ocr: z.infer<typeof ocrSchema> | undefined): CompiledOcr {
  if (ocr === undefined) return defaultOcr;
  const time = (secondsOf(ocr.time) ?? 0) * 1000;
  return { time, ...(ocr.pages !== undefined && { pages: ocr.pages }) };
}

/** 0 for `off`; null for what is neither. */
function secondsOf(time: string): number | null {
  if (time === 'off') return 0;
  const seconds = Number(/^([1-9]\d{0,3})s$/.exec(time)?.[1] ?? Number.NaN);
  return seconds <= longest ? seconds : null;
}
