/** The secret that fingerprints of registered documents are made with: 32 bytes, made once. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { registeredSecretSchema } from '../../../shared/protocol/terminal.ts';
import { writePrivateFileOnce } from '../../platform/private-file.ts';
import { StartError } from '../../platform/start-error.ts';

/** @throws StartError where it is there and cannot be used: with another one no document would be found */
export async function openRegisteredSecret(file: string): Promise<Uint8Array> {
  const kept = await read(file);
  if (kept !== null) return kept;
  const secret = new Uint8Array(randomBytes(32));
  const text = `${JSON.stringify({ secret: Buffer.from(secret).toString('base64url') })}\n`;
  // The command line may make it at the same time: whoever is second takes the first one's.
  return (await writePrivateFileOnce(file, text)) ? secret : openRegisteredSecret(file);
}

async function read(file: string): Promise<Uint8Array | null> {
  try {
    const { secret } = registeredSecretSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    return new Uint8Array(Buffer.from(secret, 'base64url'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new StartError(
      `${file} を読めません。控えから戻してください。控えがないときは、登録文書をすべて取り消し、このファイルを消して登録し直します / ${file} cannot be used: put back a copy. Without one remove all registered documents, delete the file, and register them again`,
    );
  }
}
