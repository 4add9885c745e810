import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openLinkKey } from '../../../proxy/link/link-key.ts';
import { temporaryFolder } from '../../support/audit-records.ts';

test('is made once, for its owner alone, and signs the same ever after', async () => {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, 'proxy', 'link-key.json');
  const first = await openLinkKey(file);
  const again = await openLinkKey(file);
  expect(again.publicKey).toEqual(first.publicKey);
  expect(Object.keys(first.publicKey)).toEqual(['kty', 'crv', 'x']);
  expect(await again.sign('関所')).toBe(await first.sign('関所'));
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test.each([
  ['cut short', '{"kty":"OKP"'],
  ['without its private half', '{"kty":"OKP","crv":"Ed25519","x":"AA"}'],
  ['of halves that do not fit', '{"kty":"OKP","crv":"Ed25519","x":"AA","d":"AA"}'],
])('a key that is %s is an error with its cure, and stays as it is', async (_, text) => {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, 'link-key.json');
  await writeFile(file, text);
  await expect(openLinkKey(file)).rejects.toThrow(/damaged: put back a copy/);
  expect(await readFile(file, 'utf8')).toBe(text);
});
