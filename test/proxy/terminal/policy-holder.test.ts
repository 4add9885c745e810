import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RecordChange } from '../../../proxy/link/record-change.ts';
import { openPolicyHolder } from '../../../proxy/terminal/policy-holder.ts';
import type { SignedBundle } from '../../../shared/policy/bundle.ts';
import { memoryLog, temporaryFolder } from '../../support/audit-records.ts';
import { makePublisher, type Publisher } from '../../support/fake-hub.ts';
import { smallPolicy } from '../../support/small-policy.ts';

const start = Date.parse('2027-01-05T00:00:00Z');
const day = 86_400_000;

async function setUp() {
  const folder = await temporaryFolder();
  const clock = { now: start };
  const publisher = await makePublisher(() => clock.now);
  const changes: string[] = [];
  const record: RecordChange = async ({ act, subject, detail }) => {
    changes.push([act, subject, detail].filter(Boolean).join(' '));
  };
  const file = path.join(folder.path, 'bundle.json');
  const highWaterFile = path.join(folder.path, 'high-water.json');
  const open = (rootKey = publisher.rootKey) =>
    openPolicyHolder({
      file,
      highWaterFile,
      rootKey,
      record,
      log: memoryLog().log,
      now: () => clock.now,
    });
  const end = { [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
  return { clock, publisher, changes, file, highWaterFile, open, end, record };
}

describe('openPolicyHolder', () => {
  it('has no policy at first', async () => {
    const { open, end } = await setUp();
    await using _ = end;
    const holder = await open();
    expect([holder.current(), holder.revision, holder.fresh]).toEqual([
      { state: 'none' },
      null,
      null,
    ]);
  });

  it('applies a bundle, records it, tells, and has it again after a restart', async () => {
    const { open, end, publisher, changes } = await setUp();
    await using _ = end;
    const holder = await open();
    let told = 0;
    const stop = holder.subscribe(() => told++);
    expect(await holder.offer(await publisher.publish(smallPolicy(), 1))).toBe('applied');
    stop();
    expect(await holder.offer(await publisher.publish(smallPolicy({ mode: 'observe' }), 2))).toBe(
      'applied',
    );
    expect(told).toBe(1);
    expect(changes).toEqual(['policy-applied 1', 'policy-applied 2']);
    const again = await open();
    expect(again.current()).toMatchObject({
      state: 'fresh',
      revision: 2,
      policy: { mode: 'observe' },
    });
    expect(changes).toHaveLength(2);
  });

  it.each<[string, (publisher: Publisher) => Promise<SignedBundle>, string]>([
    [
      'keys that the pinned root did not sign',
      async () => (await makePublisher()).publish(smallPolicy(), 3),
      'keys-not-signed',
    ],
    [
      'a manifest that was changed',
      async (publisher) => {
        const bundle = await publisher.publish(smallPolicy(), 3);
        return { ...bundle, manifest: bundle.manifest.replace('"revision":3', '"revision":9') };
      },
      'not-signed',
    ],
    [
      'a policy that was changed',
      async (publisher) => {
        const bundle = await publisher.publish(smallPolicy(), 3);
        return { ...bundle, policy: bundle.policy.replace('block', 'allow') };
      },
      'hash-differs',
    ],
    [
      'another organization',
      (publisher) => publisher.publish(smallPolicy({ organization: { name: '大仙市' } }), 3),
      'other-organization',
    ],
    [
      'a revision that goes down',
      (publisher) => publisher.publish(smallPolicy(), 1),
      'revision-went-down',
    ],
    [
      'the same revision with another policy',
      (publisher) => publisher.publish(smallPolicy({ mode: 'observe' }), 2),
      'revision-reused',
    ],
    [
      'the same revision with older dates',
      (publisher) =>
        publisher.publish(smallPolicy(), 2, { fresh: new Date(start + 1000).toISOString() }),
      'older-dates',
    ],
  ])('refuses %s, says so once, and keeps what it has', async (_, make, problem) => {
    const { open, end, publisher, changes, file } = await setUp();
    await using __ = end;
    const holder = await open();
    await holder.offer(await publisher.publish(smallPolicy(), 2));
    const before = await readFile(file, 'utf8');
    const offered = await make(publisher);
    expect(await holder.offer(offered)).toBe('refused');
    expect(await holder.offer(offered)).toBe('refused');
    expect(holder.current()).toMatchObject({
      state: 'fresh',
      revision: 2,
      policy: { mode: 'enforce' },
    });
    expect(changes).toEqual(['policy-applied 2', `policy-refused ${problem}`]);
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  it('passes over the bundle that it has', async () => {
    const { open, end, publisher, changes } = await setUp();
    await using _ = end;
    const holder = await open();
    const bundle = await publisher.publish(smallPolicy(), 1);
    expect([await holder.offer(bundle), await holder.offer(bundle)]).toEqual(['applied', 'same']);
    expect(changes).toEqual(['policy-applied 1']);
  });

  it('grows stale, then expires, and is fresh again when the same revision is signed anew', async () => {
    const { open, end, publisher, clock, changes } = await setUp();
    await using _ = end;
    const holder = await open();
    await holder.offer(await publisher.publish(smallPolicy(), 1));
    const states: string[] = [];
    for (const days of [0, 1, 89, 90]) {
      clock.now = start + days * day;
      states.push(holder.current().state);
    }
    expect(states).toEqual(['fresh', 'stale', 'stale', 'expired']);
    expect(await holder.offer(await publisher.publish(smallPolicy(), 1))).toBe('applied');
    expect(holder.current().state).toBe('fresh');
    expect(changes).toEqual(['policy-applied 1']);
  });

  it('stays expired when the clock is set back', async () => {
    const { open, end, publisher, clock } = await setUp();
    await using _ = end;
    const holder = await open();
    await holder.offer(await publisher.publish(smallPolicy(), 1));
    clock.now = start + 91 * day;
    expect(holder.current().state).toBe('expired');
    clock.now = start;
    expect(holder.current().state).toBe('expired');
  });

  it.each<[string, (file: string) => Promise<void>, string]>([
    ['is damaged', (file) => writeFile(file, '{"half'), 'malformed'],
    [
      'was changed',
      async (file) => writeFile(file, (await readFile(file, 'utf8')).replace('block', 'allow')),
      'hash-differs',
    ],
  ])(
    'has no policy at the start where the file %s, until the hub gives one',
    async (_, damage, problem) => {
      const { open, end, publisher, changes, file } = await setUp();
      await using __ = end;
      const bundle = await publisher.publish(smallPolicy(), 4);
      await (await open()).offer(bundle);
      await damage(file);
      const holder = await open();
      expect(holder.current()).toEqual({ state: 'none' });
      expect(changes.at(-1)).toBe(`policy-refused ${problem}`);
      expect(await holder.offer(bundle)).toBe('applied');
    },
  );

  it('takes no older bundle where the file was lost or an older one put back', async () => {
    const { open, end, publisher, file } = await setUp();
    await using _ = end;
    const older = await publisher.publish(smallPolicy(), 3);
    await (await open()).offer(await publisher.publish(smallPolicy(), 4));
    await rm(file);
    const holder = await open();
    expect(await holder.offer(older)).toBe('refused');
    await writeFile(file, JSON.stringify(older));
    expect((await open()).current()).toEqual({ state: 'none' });
  });

  it('has no policy under another root key', async () => {
    const { open, end, publisher } = await setUp();
    await using _ = end;
    await (await open()).offer(await publisher.publish(smallPolicy(), 1));
    const holder = await open((await makePublisher()).rootKey);
    expect(holder.current()).toEqual({ state: 'none' });
  });

  it('applies a policy also where it cannot be recorded or kept: it may be the one that closes', async () => {
    const { end, publisher, clock, file, highWaterFile } = await setUp();
    await using _ = end;
    await writeFile(file, 'no folder');
    const holder = await openPolicyHolder({
      file: path.join(file, 'bundle.json'),
      highWaterFile,
      rootKey: publisher.rootKey,
      record: () => Promise.reject(Object.assign(new Error(), { code: 'ENOSPC' })),
      log: memoryLog().log,
      now: () => clock.now,
    });
    expect(await holder.offer(await publisher.publish(smallPolicy(), 1))).toBe('applied');
    expect(holder.current()).toMatchObject({ state: 'fresh', revision: 1 });
  });

  it('outlives a listener that throws', async () => {
    const { open, end, publisher } = await setUp();
    await using _ = end;
    const holder = await open();
    holder.subscribe(() => {
      throw new Error('listener');
    });
    expect(await holder.offer(await publisher.publish(smallPolicy(), 1))).toBe('applied');
  });
});
