/** The key that signs projections (Ed25519), kept in a file of its own; browsers pin its public half. */
import { generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { PublicKey } from '../../shared/protocol/link.ts';
import { writePrivateFile } from '../platform/private-file.ts';
import { StartError } from '../platform/start-error.ts';

export interface LinkKey {
  readonly publicKey: PublicKey;
  /** @returns the signature over the text's UTF-8 bytes, base64url */
  sign(text: string): Promise<string>;
}

const fileSchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
});

/** Made at the first start. @throws StartError where the file is damaged */
export async function openLinkKey(file: string): Promise<LinkKey> {
  const stored = (await read(file)) ?? (await make(file));
  let key: CryptoKey;
  try {
    const jwk = fileSchema.parse(JSON.parse(stored));
    key = await crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['sign']);
    const publicKey: PublicKey = { kty: 'OKP', crv: 'Ed25519', x: jwk.x };
    return { publicKey, sign: (text) => sign(key, text) };
  } catch {
    throw new StartError(
      `リンクの鍵 ${file} が壊れています。控えを戻すか、消して全員を登録し直してください / The link's key ${file} is damaged: put back a copy, or remove it and enrol every browser again (sekisho enroll)`,
    );
  }
}

async function sign(key: CryptoKey, text: string): Promise<string> {
  const signature = await crypto.subtle.sign('Ed25519', key, new TextEncoder().encode(text));
  return Buffer.from(signature).toString('base64url');
}

async function read(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function make(file: string): Promise<string> {
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const text = `${JSON.stringify(fileSchema.parse(jwk))}\n`;
  await writePrivateFile(file, text);
  return text;
}
