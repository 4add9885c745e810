import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { isJoinToken, openJoinToken } from '../../../../proxy/hub/terminals/join-token.ts';

test('the token is made once, for its owner alone, and compared as a whole', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'sekisho-join-'));
  const file = path.join(folder, 'join-token');
  const token = await openJoinToken(file);
  expect(await openJoinToken(file)).toBe(token);
  expect((await stat(file)).mode & 0o077).toBe(0);
  expect(isJoinToken(token, token)).toBe(true);
  for (const other of ['', token.slice(1), `${token} `])
    expect(isJoinToken(other, token)).toBe(false);
  await writeFile(file, '\n');
  expect((await openJoinToken(file)).length).toBeGreaterThanOrEqual(20);
  await rm(folder, { recursive: true });
});
