/**
 * The keys that sign the policy (Ed25519): the root key signs the publishing keys, a publishing
 * key signs manifests. The root key is needed once, and is then to be moved away.
 */
import { createHash, webcrypto } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type PublicKey, publicKeySchema } from '../../../shared/protocol/link.ts';
import type { Paths } from '../../platform/paths.ts';
import { writePrivateFile } from '../../platform/private-file.ts';
import { StartError } from '../../platform/start-error.ts';

const privateKeySchema = publicKeySchema.extend({ d: z.string() });
type PrivateKey = z.infer<typeof privateKeySchema>;

const statementSchema = z.object({
  rootKey: publicKeySchema,
  /** The exact JSON text of PublishingKeys. */
  keys: z.string(),
  keysSignature: z.string(),
});

export interface Signer extends z.infer<typeof statementSchema> {
  readonly keyId: string;
  /** Ed25519 by the publishing key over the UTF-8 bytes, base64url. */
  sign(text: string): Promise<string>;
}

/** Makes the keys at the first start. @throws StartError where a key is missing that was there */
export async function openSigner(paths: Pick<Paths, 'hubKeys' | 'rootKey'>): Promise<Signer> {
  const publishingFile = path.join(paths.hubKeys, 'publishing.json');
  const statementFile = path.join(paths.hubKeys, 'statement.json');
  const statement = await readJson(statementFile, statementSchema);
  const publishing = await readJson(publishingFile, privateKeySchema);
  if (statement !== null && publishing !== null) return signer(statement, publishing);

  let root = await readJson(paths.rootKey, privateKeySchema);
  if (root === null) {
    if (statement !== null || publishing !== null) throw rootMissing(paths.rootKey);
    root = await makeKey(paths.rootKey);
  }
  const key = publishing ?? (await makeKey(publishingFile));
  const keys = JSON.stringify({
    v: 1,
    threshold: 1,
    keys: [{ id: keyId(key), key: publicPart(key) }],
  });
  const made = {
    rootKey: publicPart(root),
    keys,
    keysSignature: await signWith(root, keys),
  };
  await writePrivateFile(statementFile, JSON.stringify(made));
  return signer(made, key);
}

function signer(statement: z.infer<typeof statementSchema>, key: PrivateKey): Signer {
  return { ...statement, keyId: keyId(key), sign: (text) => signWith(key, text) };
}

async function makeKey(file: string): Promise<PrivateKey> {
  const pair = await webcrypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  const { privateKey } = pair as webcrypto.CryptoKeyPair;
  const key = privateKeySchema.parse(await webcrypto.subtle.exportKey('jwk', privateKey));
  await writePrivateFile(file, JSON.stringify(key));
  return key;
}

async function signWith(key: PrivateKey, text: string): Promise<string> {
  const { kty, crv, x, d } = key;
  const own = await webcrypto.subtle.importKey('jwk', { kty, crv, x, d }, 'Ed25519', false, [
    'sign',
  ]);
  const signature = await webcrypto.subtle.sign('Ed25519', own, new TextEncoder().encode(text));
  return Buffer.from(signature).toString('base64url');
}

function publicPart({ kty, crv, x }: PrivateKey): PublicKey {
  return { kty, crv, x };
}

function keyId(key: PrivateKey): string {
  return createHash('sha256').update(key.x).digest('hex').slice(0, 16);
}

async function readJson<S extends z.ZodType>(file: string, schema: S): Promise<z.infer<S> | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new StartError(
      `${file} を読み取れません。控えから戻してください / ${file} cannot be read: bring it back from its copy`,
    );
  }
}

function rootMissing(file: string): StartError {
  return new StartError(
    `公開用の鍵の一部がなく、ルート鍵 ${file} もありません。控えから戻してください / a publishing key is missing, and so is the root key ${file} that could sign a new one: bring one of them back from its copy`,
  );
}
