import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  documentId,
  documentNumber,
  type RegisterOptions,
  registerDocument,
} from '../../../../proxy/hub/documents/register-document.ts';
import { makeChange } from '../../../../proxy/hub/records/hub-audit.ts';
import { openSqliteStore } from '../../../../proxy/hub/store/open-sqlite-store.ts';
import type { Store } from '../../../../proxy/hub/store/store.ts';
import { defaultLimits } from '../../../../proxy/inspection/limits.ts';
import {
  fingerprintContent,
  notFingerprinted,
} from '../../../../proxy/inspection/registered/fingerprint-content.ts';
import { testSecret } from '../../../support/registered-documents.ts';
import { utf8 } from '../../inspection/build-documents.ts';

let folder: string;
let store: Store;
let options: RegisterOptions;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-store-'));
  store = await openSqliteStore(folder);
  options = {
    store,
    secret: testSecret,
    // In this process: what a process of its own adds is tested with the pool.
    pool: {
      fingerprint: async ({ content, name, secret, everyGram = false }) =>
        'bytes' in content
          ? fingerprintContent(content.bytes, name, { limits: defaultLimits, secret, everyGram })
          : notFingerprinted('missing'),
    },
    left: (change) => {
      const record = makeChange(change, 0);
      return { id: record.id, json: JSON.stringify(record) };
    },
    now: () => Date.parse('2026-11-01T00:00:00Z'),
  };
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const about = {
  title: '仕様書',
  owner: '情報政策課',
  level: '3A',
  reason: '入札前',
  until: '',
  purpose: 'document',
} as const;
const text = '集約装置は十台、認証装置は二台とし、別表に掲げる性能を満たすこと。'.repeat(4);
const register = (bytes: Uint8Array, more = {}) =>
  registerDocument(options, { ...about, ...more }, { name: '', content: { bytes } }, 'admin');

test('is kept with its fingerprints and its record, and its number is never given twice', async () => {
  const made = await register(utf8(text));
  if (made.outcome !== 'registered') throw new Error(made.outcome);
  const { number } = made.document;
  expect(await store.documents.list()).toEqual([made.document]);
  expect((await store.documents.grams(number)).length).toBe(made.document.fingerprints * 8);
  expect((await store.leftChanges.list()).map(({ json }) => JSON.parse(json))).toMatchObject([
    { act: 'document-registered', actor: 'admin', subject: `document ${documentId(number)}` },
  ]);
  expect(await store.documents.remove(number)).toBe(true);
  expect(await store.documents.remove(number)).toBe(false);
  expect((await store.documents.grams(number)).length).toBe(0);
  expect(await register(utf8(text))).toMatchObject({ document: { number: number + 1 } });
});

test('the same bytes are taken once, and leave no second record', async () => {
  const changes = (await store.leftChanges.list()).length;
  expect(await register(utf8(text), { title: '別名' })).toEqual({ outcome: 'taken' });
  expect((await store.leftChanges.list()).length).toBe(changes);
});

test('nothing, and what cannot be had, is said', async () => {
  expect(await register(new Uint8Array())).toEqual({ outcome: 'empty' });
  expect(await register(utf8('図'), { purpose: 'common' })).toEqual({ outcome: 'empty' });
  const content = { path: '/nowhere' };
  expect(await registerDocument(options, about, { name: '', content }, 'a')).toEqual({
    outcome: 'not-read',
    why: 'missing',
  });
});

test('of a text that shall not count every fingerprint is kept', async () => {
  const made = await register(utf8(`様式。${text}`), { purpose: 'common' });
  expect(made.outcome === 'registered' && made.document.fingerprints).toBeGreaterThan(20);
});

test('ids are read back, and nothing else', () => {
  expect(documentNumber(documentId(12))).toBe(12);
  for (const id of ['12', 'R-', 'R-1x', 'r-1', 'R-99999999999'])
    expect(documentNumber(id)).toBeNull();
});
