/**
 * Encrypted rar. The library tells that it is, and opens none: here it is decrypted and written anew
 * without its locks, names and contents alike, and the library reads that. Comments are left out.
 */
import { type Keys, passwordSpellings } from '../keys.ts';
import { NotInspected } from '../limits.ts';
import { isRar5, rarStart } from './rar-marks.ts';
import { plainRar4 } from './rar4.ts';
import { plainRar5 } from './rar5.ts';

export interface PlainRar {
  readonly bytes: Uint8Array;
  /** false: contents alone can show whether it was the password. */
  readonly isChecked: boolean;
}

/** `shut`: for want of the password. `useless`: no password is of use. `open`: nothing is encrypted. */
export type RarOpening = PlainRar | 'shut' | 'useless' | 'open';

/**
 * @returns an archive without locks; null where nothing of it is encrypted, or it stays shut, which
 *   `keys` are told
 */
export function plainRar(bytes: Uint8Array, keys: Keys): PlainRar | null {
  const start = rarStart(bytes);
  if (start < 0) return null;
  const whole = bytes.subarray(start);
  const open = isRar5(whole) ? plainRar5 : plainRar4;
  let opening: RarOpening = 'open';
  const passwords = keys.password === null ? [null] : passwordSpellings(keys.password);
  for (const password of passwords) {
    opening = opened(() => open(whole, password));
    if (opening !== 'shut') break;
  }
  if (opening === 'shut') keys.refused();
  if (opening === 'useless') keys.locked('useless');
  return typeof opening === 'string' ? null : opening;
}

/** What is wrong with an archive otherwise is the library's to say. */
function opened(open: () => RarOpening): RarOpening {
  try {
    return open();
  } catch (error) {
    if (error instanceof RangeError) return 'open';
    if (error instanceof NotInspected && !error.isFinal) return 'open';
    throw error;
  }
}
