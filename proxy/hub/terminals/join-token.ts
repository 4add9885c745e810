/** The token that a new terminal shows once: made by the hub, carried over by whoever installs it. */
import { timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { writePrivateFile } from '../../platform/private-file.ts';
import { newToken, tokenHash } from '../accounts/tokens.ts';

/** Reads the file, or makes it. */
export async function openJoinToken(file: string): Promise<string> {
  try {
    const token = (await readFile(file, 'utf8')).trim();
    if (token.length >= 20) return token;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const token = newToken();
  await writePrivateFile(file, `${token}\n`);
  return token;
}

export function isJoinToken(given: string, token: string): boolean {
  return timingSafeEqual(Buffer.from(tokenHash(given)), Buffer.from(tokenHash(token)));
}
