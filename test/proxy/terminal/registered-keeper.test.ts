import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { usesOf } from '../../../proxy/inspection/registered/registered-secret.ts';
import { createLog } from '../../../proxy/platform/log.ts';
import { createRegisteredKeeper } from '../../../proxy/terminal/registered-keeper.ts';
import { buildRegisteredSet } from '../../../shared/detection/registered/build-set.ts';
import { testSecret } from '../../support/registered-documents.ts';

const { signal } = new AbortController();
const setOf = (id: string, secret = testSecret) => {
  const document = { id, owner: '', level: '3A', until: null, bytes: 1, digest: id };
  const { bytes } = buildRegisteredSet(
    [{ ...document, grams: Uint32Array.from([1, 2]) }],
    [],
    usesOf(secret).name,
  );
  return { bytes, hash: createHash('sha256').update(bytes).digest('hex') };
};
const [one, two] = [setOf('R-1'), setOf('R-2')];

let folder: string;
let wanted: string | null;
let asked: number;
let answers: (hash: string) => Promise<Uint8Array>;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-keeper-'));
  wanted = null;
  asked = 0;
  answers = async (hash) =>
    [one, two].find((each) => each.hash === hash)?.bytes ?? new Uint8Array();
});
afterEach(() => rm(folder, { recursive: true }));

const open = (secret = testSecret) =>
  createRegisteredKeeper({
    folder,
    wanted: () => wanted,
    hub: {
      registered: (hash) => {
        asked++;
        return answers(hash);
      },
      registeredSecret: async () => secret,
    },
    log: createLog('proxy', 'silent'),
  });
const fileOf = (keeper: Awaited<ReturnType<typeof open>>) => {
  const current = keeper.current();
  return current === null || current === 'missing' ? current : path.basename(current.file);
};

test('nothing is asked for where nothing is registered', async () => {
  const keeper = await open();
  await keeper.bring(signal);
  expect([keeper.current(), asked]).toEqual([null, 0]);
});

test('what the policy names is fetched once, and kept for the next start', async () => {
  const keeper = await open();
  wanted = one.hash;
  expect(keeper.current()).toBe('missing');
  await Promise.all([keeper.bring(signal), keeper.bring(signal)]);
  await keeper.bring(signal);
  expect([fileOf(keeper), asked]).toEqual([one.hash, 1]);
  expect(fileOf(await open())).toBe(one.hash);
});

test('until another one is here the one before counts', async () => {
  const keeper = await open();
  wanted = one.hash;
  await keeper.bring(signal);
  wanted = two.hash;
  expect(fileOf(keeper)).toBe(one.hash);
  answers = () => Promise.reject(new Error('away'));
  await keeper.bring(signal);
  expect(fileOf(keeper)).toBe(one.hash);
  answers = async () => two.bytes;
  await keeper.bring(signal);
  expect(fileOf(keeper)).toBe(two.hash);
});

test('what is no set, or of another secret, is not taken', async () => {
  const keeper = await open(new Uint8Array(32));
  wanted = one.hash;
  await keeper.bring(signal);
  expect(keeper.current()).toBe('missing');
  answers = async () => new Uint8Array(8);
  await keeper.bring(signal);
  expect(keeper.current()).toBe('missing');
});

test('what is registered no more is removed', async () => {
  const keeper = await open();
  wanted = one.hash;
  await keeper.bring(signal);
  wanted = null;
  expect(keeper.current()).toBeNull();
  await keeper.bring(signal);
  expect(await readdir(folder)).toEqual([]);
});
