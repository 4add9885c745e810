import { webcrypto } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSigner } from '../../../../proxy/hub/policy/publishing-keys.ts';
import { pathsBelow } from '../../../../proxy/platform/paths.ts';
import { publishingKeysSchema } from '../../../../shared/policy/bundle.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-keys-'));
});
afterAll(() => rm(folder, { recursive: true }));
const home = (name: string) => pathsBelow(path.join(folder, name));

async function holds(key: object, text: string, signature: string): Promise<boolean> {
  const own = await webcrypto.subtle.importKey('jwk', key, 'Ed25519', false, ['verify']);
  const bytes = new TextEncoder().encode(text);
  return webcrypto.subtle.verify('Ed25519', own, Buffer.from(signature, 'base64url'), bytes);
}

test('keys are made once, for their owner alone; the root signs the publishing key', async () => {
  const paths = home('first');
  const made = await openSigner(paths);
  const again = await openSigner(paths);
  expect(again.keyId).toBe(made.keyId);
  expect(await holds(made.rootKey, made.keys, made.keysSignature)).toBe(true);
  const { keys, threshold } = publishingKeysSchema.parse(JSON.parse(made.keys));
  expect(threshold).toBe(1);
  const key = keys.find(({ id }) => id === made.keyId)?.key ?? {};
  expect(await holds(key, 'text', await again.sign('text'))).toBe(true);
  expect(made.rootKey).not.toHaveProperty('d');
  expect(made.keys).not.toContain('"d"');
  for (const file of [paths.rootKey, path.join(paths.hubKeys, 'publishing.json')]) {
    expect((await stat(file)).mode & 0o077).toBe(0);
  }
});

test('the root key may be moved away', async () => {
  const paths = home('moved');
  const made = await openSigner(paths);
  await rm(paths.rootKey);
  expect((await openSigner(paths)).rootKey).toEqual(made.rootKey);
});

test('a lost publishing key is made anew under the same root', async () => {
  const paths = home('lost');
  const made = await openSigner(paths);
  await rm(path.join(paths.hubKeys, 'publishing.json'));
  const anew = await openSigner(paths);
  expect(anew.keyId).not.toBe(made.keyId);
  expect(anew.rootKey).toEqual(made.rootKey);
  expect(await holds(made.rootKey, anew.keys, anew.keysSignature)).toBe(true);
});

test('without root and publishing key nothing is made up: terminals would not follow', async () => {
  const paths = home('gone');
  await openSigner(paths);
  await rm(paths.rootKey);
  await rm(path.join(paths.hubKeys, 'publishing.json'));
  await expect(openSigner(paths)).rejects.toMatchObject({ name: 'StartError' });
});

test('a key file that cannot be read is a sentence, not another key', async () => {
  const paths = home('broken');
  await openSigner(paths);
  await writeFile(path.join(paths.hubKeys, 'publishing.json'), '{"kty":');
  await expect(openSigner(paths)).rejects.toMatchObject({ name: 'StartError' });
});
