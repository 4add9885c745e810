/** Tells a process from another one that got the same number later. */
import { readFile } from 'node:fs/promises';

/** When the process began, in the system's own words (Linux: boot and clock ticks since); else null. */
export async function processStart(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    // The name (second field) may hold spaces and brackets: count from behind its last bracket.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return ticks === undefined ? null : `${boot.trim()} ${ticks}`;
  } catch {
    return null;
  }
}
