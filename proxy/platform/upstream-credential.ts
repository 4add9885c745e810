/**
 * This terminal's password for the proxy above it: in a private file, bound to that proxy and user,
 * so that a policy that names another one never sends it there.
 */
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { z } from 'zod';
import type { Log } from './log.ts';
import { writePrivateFile } from './private-file.ts';

const credentialSchema = z.strictObject({
  /** `http://cloud.example.lg.jp:8080`, as parseProxy spells it. */
  proxy: z.string(),
  user: z.string(),
  password: z.string(),
});
export type UpstreamCredential = z.infer<typeof credentialSchema>;

export const keepUpstreamCredential = (file: string, credential: UpstreamCredential) =>
  writePrivateFile(file, `${JSON.stringify(credential)}\n`);

export const forgetUpstreamCredential = (file: string) => rm(file, { force: true });

/** null where there is none. @throws an error with `code`, or `damaged` as its message */
export function readUpstreamCredential(file: string): UpstreamCredential | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    return credentialSchema.parse(JSON.parse(text));
  } catch {
    // What a parser says of it would repeat it.
    throw new Error('damaged');
  }
}

/** What is stored by the command line counts within seconds, without a new start. */
const rememberMs = 5_000;

export function createUpstreamPassword(
  file: string,
  log: Pick<Log, 'error'>,
  now: () => number = Date.now,
): (proxy: string, user: string) => string | null {
  let kept: UpstreamCredential | null = null;
  let readAt = Number.NEGATIVE_INFINITY;

  function read(): UpstreamCredential | null {
    try {
      return readUpstreamCredential(file);
    } catch (error) {
      const { code = 'damaged' } = error as NodeJS.ErrnoException;
      log.error({ code, file }, 'the credential for the proxy above cannot be read');
      return null;
    }
  }

  return (proxy, user) => {
    if (now() - readAt >= rememberMs) {
      kept = read();
      readAt = now();
    }
    return kept?.proxy === proxy && kept.user === user ? kept.password : null;
  };
}
