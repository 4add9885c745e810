import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createKeptSet } from '../../../../proxy/hub/documents/keep-set.ts';
import type { StoredDocument } from '../../../../proxy/hub/store/document-store.ts';
import { buildRegisteredSet } from '../../../../shared/detection/registered/build-set.ts';
import { openRegisteredSet } from '../../../../shared/detection/registered/registered-set.ts';
import { testSecret } from '../../../support/registered-documents.ts';

let folder: string;
let documents: StoredDocument[];
let built: number;
let told: number;
let clock: number;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-set-'));
  documents = [];
  built = 0;
  told = 0;
  clock = Date.parse('2026-11-01T00:00:00Z');
});
afterEach(() => rm(folder, { recursive: true }));

const add = (number: number, more: Partial<StoredDocument> = {}) =>
  documents.push({
    ...{ number, title: '', owner: '課', level: '3A', reason: '', until: '', purpose: 'document' },
    ...{ type: null, bytes: 1, letters: 1, fingerprints: 2, why: null, digest: String(number) },
    ...{ addedAt: '', addedBy: '' },
    ...more,
  });
const open = () =>
  createKeptSet({
    folder,
    secret: testSecret,
    store: {
      documents: {
        list: async () => [...documents],
        grams: async (number) =>
          new Uint8Array(Uint32Array.from([number, number * 5, 7, 77]).buffer),
        add: async () => null,
        remove: async () => false,
      },
    },
    build: async ({ documents: all, stops, key }) => {
      built++;
      return buildRegisteredSet(all, stops, key).bytes;
    },
    changed: async () => void told++,
    now: () => clock,
  });
async function ids(kept: Awaited<ReturnType<typeof open>>) {
  const file = kept.file(kept.snapshot() ?? '');
  if (file === null) return null;
  return openRegisteredSet(await readFile(file))?.documents.map(({ id }) => id);
}

test('nothing registered is no set', async () => {
  const kept = await open();
  await kept.tick();
  expect([kept.snapshot(), kept.file('x'), built, told]).toEqual([null, null, 0, 0]);
});

test('what comes and goes is in the next set, and told once', async () => {
  const kept = await open();
  add(1);
  add(2);
  await Promise.all([kept.tick(), kept.tick(), kept.tick()]);
  expect(await ids(kept)).toEqual(['R-1', 'R-2']);
  expect([built, told]).toEqual([1, 1]);
  expect(kept.counting('R-1')).toBe(2);
  expect(kept.counting('R-9')).toBeNull();
  documents.shift();
  await kept.tick();
  expect(await ids(kept)).toEqual(['R-2']);
  documents.pop();
  await kept.tick();
  expect([kept.snapshot(), told]).toEqual([null, 3]);
  expect((await readdir(folder)).filter((name) => name !== 'made-of.json')).toEqual([]);
});

test('a text that shall not count is in no set, and takes its fingerprints out', async () => {
  const kept = await open();
  add(1);
  await kept.tick();
  add(7, { purpose: 'common' });
  await kept.tick();
  expect(await ids(kept)).toEqual(['R-1']);
  expect(kept.counting('R-1')).toBe(1);
});

test('a term that ends takes the document out', async () => {
  add(1, { until: '2026-11-01' });
  add(2);
  const kept = await open();
  expect(await ids(kept)).toEqual(['R-1', 'R-2']);
  clock += 24 * 3_600_000;
  await kept.tick();
  expect(await ids(kept)).toEqual(['R-2']);
});

test('the next start takes the set that is there, and builds it anew where it is damaged or old', async () => {
  add(1);
  const first = await open();
  expect(built).toBe(1);
  const again = await open();
  expect([again.snapshot(), again.counting('R-1'), built]).toEqual([first.snapshot(), 2, 1]);
  await writeFile(path.join(folder, first.snapshot() ?? ''), 'x');
  expect((await open()).snapshot()).toBe(first.snapshot());
  expect(built).toBe(2);
  documents[0] = { ...(documents[0] as StoredDocument), level: '2' };
  expect((await open()).snapshot()).not.toBe(first.snapshot());
});

test('who failed is tried again', async () => {
  const kept = await open();
  add(1);
  await rm(folder, { recursive: true });
  await writeFile(folder, '');
  await expect(kept.tick()).rejects.toThrow();
  await rm(folder);
  await kept.tick();
  expect(await ids(kept)).toEqual(['R-1']);
});

test('terminals without it are counted for minutes', async () => {
  const kept = await open();
  kept.heard('t-1', true);
  kept.heard('t-2', true);
  kept.heard('t-2', false);
  expect(kept.missingAt()).toBe(1);
  clock += 6 * 60_000;
  expect(kept.missingAt()).toBe(0);
});
