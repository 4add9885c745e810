import { describe, expect, it } from 'vitest';
import { startHeartbeat } from '../../../proxy/terminal/heartbeat.ts';
import type { HeartbeatBody } from '../../../proxy/terminal/hub-client.ts';
import { memoryLog } from '../../support/audit-records.ts';

const changes = [() => () => {}];

describe('startHeartbeat', () => {
  it('beats with the state of the moment, and goes on after a failure', async () => {
    const beats: HeartbeatBody[] = [];
    const hub = {
      async heartbeat(body: HeartbeatBody) {
        beats.push(body);
        if (beats.length === 1) throw new Error('no hub');
        return { time: '', revision: null };
      },
    };
    const body = () => ({ revision: beats.length, version: '0', waiting: 0, people: [] });
    await using _ = startHeartbeat({ hub, body, changes, log: memoryLog().log, every: 1 });
    await expect.poll(() => beats.length).toBeGreaterThan(2);
    expect(beats.slice(0, 3).map(({ revision }) => revision)).toEqual([0, 1, 2]);
  });

  it('beats at once after a change, also one that comes while it beats', async () => {
    const listeners = new Set<() => void>();
    const changed = () => {
      for (const listener of listeners) listener();
    };
    let beats = 0;
    const hub = {
      async heartbeat() {
        beats++;
        if (beats === 2) changed();
        return { time: '', revision: null };
      },
    };
    await using _ = startHeartbeat({
      hub,
      body: () => ({ revision: null, version: '0', waiting: 0, people: [] }),
      changes: [
        ...changes,
        (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      ],
      log: memoryLog().log,
      every: 3_600_000,
    });
    await expect.poll(() => beats).toBe(1);
    changed();
    await expect.poll(() => beats).toBe(3);
  });

  it('ends at once', async () => {
    const hub = { heartbeat: async () => ({ time: '', revision: null }) };
    const body = () => ({ revision: null, version: '0', waiting: 0, people: [] });
    const { log } = memoryLog();
    const beating = startHeartbeat({ hub, body, changes, log, every: 3_600_000 });
    await beating[Symbol.asyncDispose]();
  });
});
