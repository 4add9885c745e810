import { devNull } from 'node:os';
import { describe, expect, it } from 'vitest';
import { startPool } from '../../../proxy/inspection/pool.ts';
import { individual, utf8 } from './build-documents.ts';

const content = { bytes: utf8(`個人番号 ${individual()}`) };

describe('the pool', () => {
  it('inspects many at once, each with its own answer', async () => {
    await using pool = startPool({ size: 2 });
    const names = Array.from({ length: 12 }, (_, at) => `${at}.txt`);
    const reports = await Promise.all(
      names.map((name) =>
        pool.inspect({ content: { bytes: utf8(name) }, name: '', withText: true }),
      ),
    );
    expect(reports.map(({ text }) => text)).toEqual(names);
  });

  it('is busy where its waiting line is full', async () => {
    await using pool = startPool({ size: 1, waiting: 1 });
    const reports = await Promise.all([1, 2, 3].map(() => pool.inspect({ content, name: '' })));
    expect(reports.map(({ why }) => why)).toEqual([undefined, undefined, 'busy']);
  });

  it.runIf(process.platform === 'linux')(
    'starts another process for one that was ended',
    async () => {
      await using pool = startPool({ size: 1, limits: { memory: 1_000_000 } });
      const reports = await Promise.all([1, 2].map(() => pool.inspect({ content, name: '' })));
      // The second is not `crashed`: it did not get the process that was ended.
      expect(reports.map(({ why }) => why)).toEqual(['memory', 'memory']);
    },
  );

  it('spends nothing on what nobody wants any more', async () => {
    await using pool = startPool({ size: 1 });
    const report = await pool.inspect({ content, name: '', signal: AbortSignal.abort() });
    expect(report.inspected).toBe(false);
  });

  it('answers those who wait when it is closed', async () => {
    const pool = startPool({ size: 1 });
    const reports = [1, 2].map(() => pool.inspect({ content, name: '' }));
    await pool[Symbol.asyncDispose]();
    expect((await Promise.all(reports)).map(({ inspected }) => inspected)).toEqual([false, false]);
    expect(await pool.inspect({ content, name: '' })).toMatchObject({ why: 'busy' });
  });

  it('tells a file that is not there, or too large', async () => {
    await using pool = startPool({ size: 1, limits: { bytesIn: 10 } });
    expect(await pool.inspect({ content: { path: '/nowhere/a' }, name: '' })).toMatchObject({
      inspected: false,
      why: 'missing',
    });
    // It reads as empty, and a pipe might never end.
    expect(await pool.inspect({ content: { path: devNull }, name: '' })).toMatchObject({
      inspected: false,
      why: 'missing',
    });
    expect(await pool.inspect({ content, name: '' })).toMatchObject({
      inspected: false,
      why: 'too-large',
    });
  });
});
