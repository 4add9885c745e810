/**
 * Bytes that wait for the rest of their file: on disk, sealed (AES-256-GCM) with a key that only this
 * process has. The file has no name from its first moment on, and ends with whoever holds it.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

export interface Sealed {
  readonly at: number;
  readonly length: number;
  readonly number: number;
  readonly tag: Buffer;
}

export interface SealedFile extends AsyncDisposable {
  append(bytes: Uint8Array): Promise<Sealed>;
  /** Rejects where somebody has changed it. */
  read(sealed: Sealed): Promise<Buffer>;
}

const cipher = 'aes-256-gcm';

export async function openSealedFile(folder = os.tmpdir()): Promise<SealedFile> {
  const key = randomBytes(32);
  const name = path.join(folder, `sekisho-${randomBytes(12).toString('hex')}`);
  const file: FileHandle = await open(name, 'wx+', 0o600);
  await unlink(name);
  let end = 0;
  let pieces = 0;
  return {
    async append(bytes) {
      const number = pieces++;
      const at = end;
      end += bytes.length;
      const sealing = createCipheriv(cipher, key, nonceOf(number));
      const sealed = Buffer.concat([sealing.update(bytes), sealing.final()]);
      await file.write(sealed, 0, sealed.length, at);
      return { at, length: bytes.length, number, tag: sealing.getAuthTag() };
    },
    async read({ at, length, number, tag }) {
      const sealed = Buffer.allocUnsafe(length);
      const { bytesRead } = await file.read(sealed, 0, length, at);
      if (bytesRead !== length) throw new Error('a sealed file is shorter than it was');
      const opening = createDecipheriv(cipher, key, nonceOf(number));
      opening.setAuthTag(tag);
      return Buffer.concat([opening.update(sealed), opening.final()]);
    },
    async [Symbol.asyncDispose]() {
      key.fill(0);
      await file.close();
    },
  };
}

/** Each number is used once for a key. */
function nonceOf(number: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(number, 8);
  return nonce;
}
