import { getPriority } from 'node:os';
import { describe, expect, it } from 'vitest';
import {
  type InspectorProcess,
  startInspector,
} from '../../../proxy/inspection/inspector-process.ts';
import { defaultLimits } from '../../../proxy/inspection/limits.ts';
import { createSpareInspector } from '../../../proxy/inspection/spare-inspector.ts';
import { until } from '../../support/until.ts';

const started: InspectorProcess[] = [];
function start() {
  const inspector = startInspector(defaultLimits.memory);
  started.push(inspector);
  return inspector;
}
const pidOf = async ({ pid }: InspectorProcess) => pid;

describe('the spare inspector', () => {
  it('begins with the first work, is one for all, and gets the processor last', async () => {
    started.length = 0;
    await using spare = createSpareInspector(start);
    expect(started).toHaveLength(0);
    const pids = await Promise.all([spare.use(pidOf), spare.use(pidOf)]);
    expect(pids).toEqual([started[0]?.pid, started[0]?.pid]);
    expect(getPriority(pids[0])).toBeGreaterThan(getPriority());
  });

  it('does one work after the other', async () => {
    await using spare = createSpareInspector(start);
    const said: string[] = [];
    const work = (name: string) => async () => {
      said.push(`${name} begins`);
      await Promise.resolve();
      said.push(`${name} ends`);
    };
    await Promise.all([spare.use(work('one')), spare.use(work('two'))]);
    expect(said).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
  });

  it('ends when there is nothing to do, and begins again', async () => {
    started.length = 0;
    await using spare = createSpareInspector(start, 10);
    const first = await spare.use(pidOf);
    await until(() => started[0]?.isAlive === false);
    expect(await spare.use(pidOf)).not.toBe(first);
  });

  it('begins another where one has died', async () => {
    started.length = 0;
    await using spare = createSpareInspector(start);
    const first = await spare.use(async (inspector) => {
      await inspector[Symbol.asyncDispose]();
      return inspector.pid;
    });
    expect(await spare.use(pidOf)).not.toBe(first);
  });
});
