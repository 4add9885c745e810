/** Switches of disasters on a terminal: only signed ones, to their end, whatever hub and clock do. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPolicyHolder } from '../../../proxy/terminal/policy-holder.ts';
import type { Manifest } from '../../../shared/policy/bundle.ts';
import type { PolicyState } from '../../../shared/policy/policy-state.ts';
import { memoryLog, temporaryFolder } from '../../support/audit-records.ts';
import { makePublisher } from '../../support/fake-hub.ts';
import { smallPolicy } from '../../support/small-policy.ts';

const start = Date.parse('2027-01-05T00:00:00Z');

async function setUp() {
  const folder = await temporaryFolder();
  const clock = { now: start };
  const publisher = await makePublisher(() => clock.now);
  const open = () =>
    openPolicyHolder({
      file: path.join(folder.path, 'bundle.json'),
      highWaterFile: path.join(folder.path, 'high-water.json'),
      rootKey: publisher.rootKey,
      record: async () => {},
      log: memoryLog().log,
      now: () => clock.now,
    });
  const end = { [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
  return { clock, publisher, open, end };
}

describe('switches of disasters', () => {
  const hour = 3_600_000;
  const iso = (ms: number) => new Date(ms).toISOString();
  const thrown = {
    id: 'S-1',
    services: ['x'],
    from: iso(start),
    until: iso(start + 2 * hour),
  };
  const idsOf = (holder: { current(): PolicyState }) => {
    const state = holder.current();
    return state.state === 'none' ? null : (state.disasters ?? []).map(({ id }) => id);
  };

  it('come and go with what is signed, under the same revision', async () => {
    const { open, end, publisher, clock } = await setUp();
    await using _ = end;
    const holder = await open();
    const offer = async (manifest: Partial<Manifest>) => {
      clock.now += 1000;
      return holder.offer(await publisher.publish(smallPolicy(), 1, manifest));
    };
    expect([await offer({}), idsOf(holder)]).toEqual(['applied', []]);
    expect([await offer({ disasters: [thrown] }), idsOf(holder)]).toEqual(['applied', ['S-1']]);
    expect([await offer({}), idsOf(holder)]).toEqual(['applied', []]);
  });

  it('cannot be written in by a terminal, nor brought back by an older bundle', async () => {
    const { open, end, publisher, clock } = await setUp();
    await using _ = end;
    const holder = await open();
    const on = await publisher.publish(smallPolicy(), 1, { disasters: [thrown] });
    clock.now += 1000;
    const off = await publisher.publish(smallPolicy(), 1);
    expect(await holder.offer(off)).toBe('applied');
    const invented = JSON.stringify({ ...JSON.parse(off.manifest), disasters: [thrown] });
    expect(await holder.offer({ ...off, manifest: invented })).toBe('refused');
    expect(await holder.offer(on)).toBe('refused');
    expect(idsOf(holder)).toEqual([]);
  });

  it('stay to their end without the hub, also over a restart, and then are gone for good', async () => {
    const { open, end, publisher, clock } = await setUp();
    await using _ = end;
    await (await open()).offer(await publisher.publish(smallPolicy(), 1, { disasters: [thrown] }));
    const holder = await open();
    clock.now = start + 2 * hour - 1;
    expect(idsOf(holder)).toEqual(['S-1']);
    clock.now += 1;
    expect(idsOf(holder)).toEqual([]);
    clock.now = start + hour;
    expect(idsOf(holder)).toEqual([]);
  });

  it('that were thrown and ended while the hub was away are never heard of', async () => {
    const { open, end, publisher, clock } = await setUp();
    await using _ = end;
    const holder = await open();
    await holder.offer(await publisher.publish(smallPolicy(), 1));
    await publisher.publish(smallPolicy(), 1, { disasters: [thrown] });
    clock.now += hour;
    expect(idsOf(holder)).toEqual([]);
    await holder.offer(await publisher.publish(smallPolicy(), 1));
    expect(idsOf(holder)).toEqual([]);
  });
});
