import { mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { StartError } from '../../../proxy/platform/start-error.ts';
import { readKeptFile } from '../../../proxy/terminal/kept-file.ts';

const schema = z.strictObject({ v: z.literal(1) });
const cure = { ja: '消してください', en: 'delete it' };
const folder = await mkdtemp(path.join(os.tmpdir(), 'sekisho-kept-'));

async function read(content: string | null): Promise<unknown> {
  const file = path.join(folder, crypto.randomUUID());
  if (content !== null) await writeFile(file, content);
  return readKeptFile(file, schema, cure);
}

it('is null where there is none, and what it holds where it is whole', async () => {
  expect(await read(null)).toBeNull();
  expect(await read('{"v":1}\n')).toEqual({ v: 1 });
});

it.each([
  ['empty', ''],
  ['cut', '{"v":'],
  ['of another version', '{"v":2}'],
  ['with a key that nobody wrote', '{"v":1,"x":2}'],
])('says the cure where it is %s', async (_, content) => {
  const error = await read(content).then(
    () => null,
    (thrown: Error) => thrown,
  );
  expect(error).toBeInstanceOf(StartError);
  expect(error?.message).toMatch(/が壊れています。消してください \/ .* is damaged: delete it$/);
});

it('throws the system’s error where it cannot be read', async () => {
  await expect(readKeptFile(folder, schema, cure)).rejects.toMatchObject({ code: 'EISDIR' });
});
