/** Months in Japan: their days and the moments that they begin and end at. */
import { japanDate, startOf } from '../../../shared/policy/japan-time.ts';

export interface Month {
  /** `2026-11` */
  readonly name: string;
  /** Epoch ms; `end` is the first moment after it. */
  readonly begin: number;
  readonly end: number;
  /** `2026-11-01` … */
  readonly days: readonly string[];
}

/** @param name `2026-11` */
export function monthOf(name: string): Month {
  const [year = 0, month = 0] = name.split('-').map(Number);
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const days = Array.from({ length: count }, (_, i) => `${name}-${String(i + 1).padStart(2, '0')}`);
  return { name, begin: startOf(`${name}-01`), end: startOf(`${after(name)}-01`), days };
}

export const currentMonth = (now: number): string => japanDate(now).slice(0, 7);

export function monthBefore(name: string): string {
  return moved(name, -1);
}

function after(name: string): string {
  return moved(name, 1);
}

function moved(name: string, by: number): string {
  const [year = 0, month = 0] = name.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 7);
}
