import { describe, expect, it } from 'vitest';
import { startInspector } from '../../../proxy/inspection/inspector-process.ts';
import { defaultLimits } from '../../../proxy/inspection/limits.ts';
import { individual, utf8, zipOf } from './build-documents.ts';

const limits = { ...defaultLimits, time: 10_000 };
const text = { bytes: utf8(`個人番号 ${individual()}`) };
const request = { id: 1, content: text, name: 'a.txt', limits, withText: false };

describe('an inspector process', () => {
  it('inspects one after the other, and ends when disposed of', async () => {
    const inspector = startInspector(limits.memory);
    expect(await inspector.inspect(request)).toMatchObject({
      inspected: true,
      findings: [{ count: 1 }],
    });
    expect(await inspector.inspect({ ...request, id: 2 })).toMatchObject({ type: 'text' });
    await inspector[Symbol.asyncDispose]();
    expect(inspector.isAlive).toBe(false);
  });

  it('inspects large contents and small ones in any order', async () => {
    await using inspector = startInspector(limits.memory);
    const filler = '市の広報に載せる文です。\n'.repeat(60_000);
    for (const [id, length] of [40_000, 0, 60_000, 5, 50_000].entries()) {
      const bytes = utf8(`${filler.slice(0, length * 13)}個人番号 ${individual()}`);
      const report = await inspector.inspect({ ...request, id, content: { bytes } });
      expect(report).toMatchObject({ inspected: true, findings: [{ count: 1 }] });
      expect(report.findings[0]?.place.line).toBe(length + 1);
    }
  });

  it('is ended by a content that nobody wants any more, while it is on its way', async () => {
    await using inspector = startInspector(limits.memory);
    process.kill(inspector.pid, 'SIGSTOP');
    const gone = new AbortController();
    const content = { bytes: new Uint8Array(30_000_000).fill(0x61) };
    const report = inspector.inspect({ ...request, content }, gone.signal);
    gone.abort();
    expect(await report).toMatchObject({ inspected: false, why: 'crashed' });
  });

  it('makes fingerprints with a key only, and never the same with another key', async () => {
    await using inspector = startInspector(limits.memory);
    const printOf = async (id: number, key?: number) => {
      const fingerprintKey =
        key === undefined ? {} : { fingerprintKey: new Uint8Array(32).fill(key) };
      const { findings } = await inspector.inspect({ ...request, id, ...fingerprintKey });
      return findings[0]?.fingerprint;
    };
    expect(await printOf(1)).toBeUndefined();
    const first = await printOf(2, 1);
    expect(first).toMatch(/^[0-9a-f]{16}$/);
    expect(await printOf(3, 1)).toBe(first);
    expect(await printOf(4, 2)).not.toBe(first);
  });

  it('takes one inspection with it when it dies', async () => {
    await using inspector = startInspector(limits.memory);
    process.kill(inspector.pid, 'SIGSTOP');
    const report = inspector.inspect(request);
    process.kill(inspector.pid, 'SIGKILL');
    expect(await report).toEqual({ type: null, inspected: false, why: 'crashed', findings: [] });
    expect(inspector.isAlive).toBe(false);
  });

  it('is ended when it does not come back', async () => {
    await using inspector = startInspector(limits.memory);
    process.kill(inspector.pid, 'SIGSTOP');
    const report = await inspector.inspect({ ...request, limits: { ...limits, time: 10 } });
    expect(report).toMatchObject({ inspected: false, why: 'timeout' });
  });

  it.runIf(process.platform === 'linux')('is ended when it takes too much memory', async () => {
    await using inspector = startInspector(limits.memory);
    const bomb = await zipOf({ 'a.txt': new Uint8Array(90_000_000).fill(0x61) });
    const report = await inspector.inspect({
      ...request,
      content: { bytes: bomb },
      limits: { ...limits, ratioFrom: 100_000_000, memory: 90_000_000 },
    });
    expect(report).toMatchObject({ inspected: false, why: 'memory' });
  });

  it('is ended when nobody wants the answer', async () => {
    await using inspector = startInspector(limits.memory);
    const stop = new AbortController();
    process.kill(inspector.pid, 'SIGSTOP');
    const report = inspector.inspect(request, stop.signal);
    stop.abort();
    expect(await report).toMatchObject({ inspected: false });
  });

  it.each(['crashed', 'timeout'] as const)('%s: a whole request is one item', async (why) => {
    await using inspector = startInspector(limits.memory);
    process.kill(inspector.pid, 'SIGSTOP');
    const content = { bytes: utf8('a=b'), contentType: '', contentEncoding: '', url: '/' };
    const time = why === 'timeout' ? 10 : limits.time;
    const report = inspector.inspectRequest({
      id: 1,
      limits: { ...limits, time },
      digestKey: new Uint8Array(32),
      request: content,
    });
    if (why === 'crashed') process.kill(inspector.pid, 'SIGKILL');
    expect(await report).toMatchObject({
      inspected: false,
      why,
      items: [{ kind: 'raw', bytes: 3, inspected: false, why, digest: '' }],
    });
    expect(inspector.isAlive).toBe(false);
  });
});
