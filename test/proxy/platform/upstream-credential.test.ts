import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import {
  createUpstreamPassword,
  forgetUpstreamCredential,
  keepUpstreamCredential,
  readUpstreamCredential,
} from '../../../proxy/platform/upstream-credential.ts';
import { temporaryFolder } from '../../support/audit-records.ts';

const proxy = 'http://cloud.example.lg.jp:8080';
const password = ['a', 'word', 'of', 'theirs'].join('-');
const credential = { proxy, user: 'yokote', password };

const errors: object[] = [];
const log = { error: (fields: object) => void errors.push(fields) } as never;

test('is given to the proxy and user that it is for, and to nobody else', async () => {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, 'a', 'credential.json');
  await keepUpstreamCredential(file, credential);
  const ask = createUpstreamPassword(file, log);
  expect(ask(proxy, 'yokote')).toBe(password);
  expect(ask(proxy, 'other')).toBeNull();
  expect(ask('http://elsewhere.example:8080', 'yokote')).toBeNull();
  expect(ask('https://cloud.example.lg.jp:8080', 'yokote')).toBeNull();
});

test.skipIf(process.platform === 'win32')('is its owner’s alone to read', async () => {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, 'credential.json');
  await keepUpstreamCredential(file, credential);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('what is stored or deleted counts within seconds', async () => {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, 'credential.json');
  let at = 0;
  const ask = createUpstreamPassword(file, log, () => at);
  expect(ask(proxy, 'yokote')).toBeNull();
  await keepUpstreamCredential(file, credential);
  at = 5_000;
  expect(ask(proxy, 'yokote')).toBe(password);
  await forgetUpstreamCredential(file);
  at = 10_000;
  expect(ask(proxy, 'yokote')).toBeNull();
});

test('a damaged file gives none, and its content is told to nobody', async () => {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, 'credential.json');
  await writeFile(file, `{"password":"${password}"`);
  expect(createUpstreamPassword(file, log)(proxy, 'yokote')).toBeNull();
  expect(errors.at(-1)).toEqual({ code: 'damaged', file });
  expect(() => readUpstreamCredential(file)).toThrow(/^damaged$/);
});
