/** A small file of the terminal's own that must not be guessed at: missing, whole, or damaged. */
import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { StartError } from '../platform/start-error.ts';
import { errorCode } from '../record/audit-log-error.ts';

/**
 * null where there is none.
 * @param cure what to do about a damaged one, Japanese and English, behind its name
 * @throws StartError where the file is damaged
 */
export async function readKeptFile<T>(
  file: string,
  schema: z.ZodType<T>,
  cure: { readonly ja: string; readonly en: string },
): Promise<T | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new StartError(`${file} が壊れています。${cure.ja} / ${file} is damaged: ${cure.en}`);
  }
}
