/** How much memory a process holds, seen from outside. */
import { readFileSync } from 'node:fs';

/** Of Linux on all machines that Node supports in practice. */
const pageBytes = 4096;

/** Resident bytes, or null where this system does not tell (then the child watches itself). */
export function residentBytes(pid: number): number | null {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * pageBytes;
  } catch {
    return null;
  }
}
