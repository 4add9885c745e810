import { expect, test } from 'vitest';
import { compileInWorker } from '../../../../proxy/hub/feeds/compile-in-worker.ts';
import { openHostSet } from '../../../../shared/destination/host-set.ts';

const work = (text: string) =>
  ({ bytes: Buffer.from(text), feed: { url: 'x' }, action: 'block' }) as const;
const { signal } = new AbortController();

test('gives the snapshot and its report', async () => {
  const made = await compileInWorker(work('a.example\nb..example'), { signal });
  if ('failure' in made) throw new Error(made.failure);
  expect(openHostSet(made.snapshot)?.lookUp('a.example')).toBe(1);
  expect(made.report).toMatchObject({ taken: 1, skipped: { 'not-a-host': 1 } });
});

test.each([
  ['what is no list', 'page', work('<!doctype html>'), { signal }],
  ['work that takes too long', 'compile-failed', work('a.example'), { signal, timeoutMs: 0 }],
  ['the end of the hub', 'compile-failed', work('a.example'), { signal: AbortSignal.abort() }],
] as const)('%s: %s', async (_, failure, given, options) => {
  expect(await compileInWorker(given, options)).toMatchObject({ failure });
});
