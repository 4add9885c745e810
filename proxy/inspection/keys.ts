/** The password of one inspection, and what it did not open. It stands nowhere else, and is gone with it. */
import { type Lock, locks } from '../../shared/protocol/lock.ts';
import { encodeShiftJis } from './charset.ts';
import { NotInspected } from './limits.ts';

export interface Keys {
  /** As the person typed it; null: none. */
  readonly password: string | null;
  /** What a person can do about it counts first; null: nothing was shut. */
  readonly lock: Lock | null;
  /** To be thrown, or told as a problem. */
  locked(lock: Lock): NotInspected;
  /** Shut for want of a password, or by a wrong one. */
  refused(): NotInspected;
}

export function createKeys(password: string | null): Keys {
  let worst: Lock | null = null;
  const locked = (lock: Lock) => {
    if (worst === null || locks.indexOf(lock) < locks.indexOf(worst)) worst = lock;
    return new NotInspected('encrypted');
  };
  return {
    password,
    get lock() {
      return worst;
    },
    locked,
    refused: () => locked(password === null ? 'wanted' : 'wrong'),
  };
}

/** As it was typed, and composed: two keyboards may make two of one. */
export function passwordSpellings(password: string): string[] {
  return [...new Set([password, password.normalize('NFC')])];
}

/** The bytes that a program made of it: of old ones in Japan, Shift_JIS. */
export function passwordBytes(password: string): Uint8Array[] {
  const composed = password.normalize('NFC');
  const spellings = [
    new TextEncoder().encode(password),
    new TextEncoder().encode(composed),
    encodeShiftJis(composed),
  ];
  const seen = new Set<string>();
  return spellings.flatMap((bytes) => {
    const key = bytes === null ? '' : Buffer.from(bytes).toString('hex');
    if (bytes === null || seen.has(key)) return [];
    seen.add(key);
    return [bytes];
  });
}
