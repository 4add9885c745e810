/** Secrets of notifications: files in one folder of the hub, which the policy names by their names alone. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const smtpCredentialSchema = z.strictObject({
  /** It is sent to this host alone: a policy that names another one does not get it. */
  host: z.string(),
  user: z.string().min(1),
  password: z.string().min(1),
});

const name = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const shortestSecret = 16;

/** null: not there, not readable, or for another host. */
export async function readSmtpCredential(
  folder: string,
  file: string,
  host: string,
): Promise<{ readonly user: string; readonly pass: string } | null> {
  const text = await readIn(folder, file);
  if (text === null) return null;
  try {
    const found = smtpCredentialSchema.parse(JSON.parse(text));
    return found.host.toLowerCase() === host.toLowerCase()
      ? { user: found.user, pass: found.password }
      : null;
  } catch {
    // What a parser says of it would repeat it.
    return null;
  }
}

/** null: not there, or too short to sign with. */
export async function readWebhookSecret(folder: string, file: string): Promise<string | null> {
  const secret = (await readIn(folder, file))?.trim() ?? '';
  return secret.length >= shortestSecret ? secret : null;
}

async function readIn(folder: string, file: string): Promise<string | null> {
  if (!name.test(file)) return null;
  return readFile(path.join(folder, file), 'utf8').catch(() => null);
}
