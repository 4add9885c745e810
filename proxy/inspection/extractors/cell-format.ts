/** How a number of a sheet is shown, as far as it changes what is found: dates, times, leading zeros. */
import { XmlCursor } from '../xml-cursor.ts';

export type CellFormat = 'date' | 'time' | { readonly digits: number } | null;

/** Formats by the number that cells carry (`s`). */
export function readFormats(styles: string): CellFormat[] {
  const custom = new Map<string, string>();
  const formats: CellFormat[] = [];
  try {
    const cursor = new XmlCursor(styles);
    let inCells = false;
    while (cursor.next()) {
      if (cursor.name === 'cellXfs' && cursor.kind !== 'text') inCells = cursor.kind === 'open';
      if (cursor.kind !== 'open') continue;
      if (cursor.name === 'numFmt') {
        custom.set(cursor.attribute('numFmtId') ?? '', cursor.attribute('formatCode') ?? '');
      } else if (inCells && cursor.name === 'xf') {
        const id = cursor.attribute('numFmtId') ?? '0';
        formats.push(custom.has(id) ? formatOf(custom.get(id) ?? '') : builtIn(Number(id)));
      }
    }
  } catch {
    // Without formats numbers are shown as they are.
  }
  return formats;
}

/** ECMA-376 18.8.30; 27–36 and 50–58 are dates in Japanese Excel. */
function builtIn(id: number): CellFormat {
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
    return 'date';
  return (id >= 18 && id <= 21) || (id >= 45 && id <= 47) ? 'time' : null;
}

/** @param code such as `yyyy/m/d`, `000000000000`, `General` */
export function formatOf(code: string): CellFormat {
  if (/^general$/i.test(code)) return null;
  const [first = ''] = code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '').split(';');
  if (/^0{2,}$/.test(first)) return { digits: first.length };
  if (/[ydge]/i.test(first)) return 'date';
  return /h|s/i.test(first) ? 'time' : null;
}

export function shownNumber(value: string, format: CellFormat): string {
  if (format === null && isPlainInteger(value)) return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  if (format === 'date' && number >= 1 && number < 2_958_466) return dateOf(number);
  if (format === 'time' && number >= 0) return timeOf(number % 1);
  if (format === 'date' && number >= 0 && number < 1) return timeOf(number);
  // 1.23456789018E11 is how Excel writes some numbers of 12 digits.
  const plain = Number.isInteger(number) && Math.abs(number) < 1e15 ? String(number) : value;
  return format !== null && typeof format === 'object' ? plain.padStart(format.digits, '0') : plain;
}

/** As it is shown: nothing to be done about most numbers of a sheet. */
function isPlainInteger(value: string): boolean {
  if (value.length > 15 || value.charCodeAt(0) === 0x30) return false;
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code < 0x30 || code > 0x39) return false;
  }
  return value !== '';
}

/** Days since 1899-12-30. */
function dateOf(serial: number): string {
  const day = dayOf(Math.floor(serial));
  return serial % 1 === 0 ? day : `${day} ${timeOf(serial % 1)}`;
}

/** A sheet repeats its days. */
const days = new Map<number, string>();
const mostDays = 5000;

function dayOf(serial: number): string {
  const known = days.get(serial);
  if (known !== undefined) return known;
  if (days.size >= mostDays) days.clear();
  const date = new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000);
  const day = date.toISOString().slice(0, 10);
  days.set(serial, day);
  return day;
}

function timeOf(fraction: number): string {
  const minutes = Math.round(fraction * 1440);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
