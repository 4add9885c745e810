import { expect, test } from 'vitest';
import { buildSetInWorker } from '../../../../proxy/hub/documents/build-set-in-worker.ts';
import { openRegisteredSet } from '../../../../shared/detection/registered/registered-set.ts';

const { signal } = new AbortController();
const work = () => ({
  documents: [
    {
      ...{ id: 'R-1', owner: '課', level: '3A', until: null, bytes: 4, digest: 'd' },
      grams: Uint32Array.from([1, 2, 3, 4]),
    },
  ],
  stops: [Uint32Array.from([3, 4])],
  key: 'k',
});

test('builds the set in a thread of its own', async () => {
  const set = openRegisteredSet(await buildSetInWorker(work(), { signal }));
  expect(set?.documents).toMatchObject([{ id: 'R-1', fingerprints: 1 }]);
  expect(set?.key).toBe('k');
});

test('fails where it takes too long, is given up, or is given what is none', async () => {
  await expect(buildSetInWorker(work(), { signal, timeoutMs: 0 })).rejects.toThrow('not built');
  const given = buildSetInWorker(work(), { signal: AbortSignal.abort() });
  await expect(given).rejects.toThrow('not built');
  const many = Array.from({ length: 10_001 }, (_, at) => ({
    ...{ id: `R-${at}`, owner: '', level: '', until: null, bytes: 0, digest: '' },
    grams: new Uint32Array(),
  }));
  await expect(buildSetInWorker({ ...work(), documents: many }, { signal })).rejects.toThrow();
});
