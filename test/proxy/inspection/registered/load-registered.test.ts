import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLoadRegistered } from '../../../../proxy/inspection/registered/load-registered.ts';
import { makeRegisteredFolder } from '../../../support/registered-folder.ts';
import { utf8 } from '../build-documents.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-registered-'));
});
afterEach(() => rm(folder, { recursive: true }));

const make = (id: string) => makeRegisteredFolder(folder, [{ id, bytes: utf8(`${id} 構成図`) }]);
const idOf = (loaded: Awaited<ReturnType<ReturnType<typeof createLoadRegistered>>>) =>
  loaded === null || loaded === 'missing' ? loaded : loaded.set.documents[0]?.id;

test('one set is read once, and another one when it takes its place', async () => {
  const load = createLoadRegistered(() => 5);
  const source = await make('R-1');
  const first = await load(source);
  expect(idOf(first)).toBe('R-1');
  expect(await load(source)).toMatchObject({ set: (first as { set: object }).set, now: 5 });
  expect(idOf(await load(await make('R-2')))).toBe('R-2');
});

test('nothing registered is nothing, and what cannot be had is missing', async () => {
  const load = createLoadRegistered(() => 0);
  expect(await load(undefined)).toBeNull();
  expect(await load('missing')).toBe('missing');
  const source = await make('R-1');
  expect(await load({ ...source, file: path.join(folder, 'nowhere') })).toBe('missing');
  expect(await load({ ...source, secret: new Uint8Array(32) })).toBe('missing');
});

test('one that is gone leaves the one before in force', async () => {
  const load = createLoadRegistered(() => 0);
  const source = await make('R-1');
  await load(source);
  expect(idOf(await load({ ...source, file: path.join(folder, 'gone') }))).toBe('R-1');
});
