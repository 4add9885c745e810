import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openSealedFile } from '../../../../proxy/gateway/resumable/sealed-file.ts';

test('gives back what was put in, and has no name', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sealed-'));
  await using file = await openSealedFile(folder);
  expect(readdirSync(folder)).toEqual([]);
  const pieces = await Promise.all(
    ['ゆき', '', 'あめ'].map((text) => file.append(Buffer.from(text))),
  );
  const read = await Promise.all(pieces.map((piece) => file.read(piece)));
  expect(read.map(String)).toEqual(['ゆき', '', 'あめ']);
  rmSync(folder, { recursive: true });
});

test('refuses what was changed', async () => {
  await using file = await openSealedFile();
  const sealed = await file.append(Buffer.from('ゆき'));
  await file.append(Buffer.from('あめあられ'));
  await expect(file.read({ ...sealed, at: sealed.at + 1 })).rejects.toThrow();
  await expect(file.read({ ...sealed, number: 1 })).rejects.toThrow();
  await expect(file.read({ ...sealed, at: 1_000 })).rejects.toThrow('shorter');
});
