import { chown, mkdtemp, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { giveToOwnerOf, isRoot } from '../../../proxy/platform/account.ts';

it('gives what root wrote to the owner of the folder', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sekisho-account-'));
  const file = path.join(folder, 'code');
  await writeFile(file, '');
  if (isRoot()) await chown(folder, 65_534, 65_534);
  await giveToOwnerOf(folder, [file]);
  const [owner, given] = await Promise.all([stat(folder), stat(file)]);
  expect([given.uid, given.gid]).toEqual([owner.uid, owner.gid]);
});
