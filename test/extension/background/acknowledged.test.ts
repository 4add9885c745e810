import { describe, expect, it } from 'vitest';
import { createAcknowledged } from '../../../extension/background/acknowledged.ts';
import { keptInMemory } from '../../../extension/platform/kept-in-memory.ts';
import type { Action } from '../../../shared/policy/decision.ts';

const url = 'http://warned.example:8080/form?n=1';
const minute = 60_000;

function refusal(changes: { action?: Action; url?: string } = {}) {
  const { action = 'warn', url: asked = url } = changes;
  const decision = { action, reason: 'entry', rule: null, clause: null, id: 'id' } as const;
  return { decision, url: asked };
}

function remembered() {
  const clock = { at: 1_800_000_000_000 };
  const acknowledged = createAcknowledged({ kept: keptInMemory(), now: () => clock.at });
  return { clock, acknowledged };
}

describe('an early refusal', () => {
  it.each<[string, { action?: Action; url?: string }, boolean]>([
    ['of the warned page is let by', {}, true],
    ['of another page there is let by', { url: 'http://warned.example:8080/style.css' }, true],
    ['of its web socket is let by', { url: 'ws://WARNED.example.:8080/live' }, true],
    ['of another port stands', { url: 'http://warned.example/form' }, false],
    ['of a sub-domain stands', { url: 'http://www.warned.example:8080/' }, false],
    ['of another host stands', { url: 'http://other.example:8080/' }, false],
    ['that is a block stands', { action: 'block' }, false],
    ['without a usable URL stands', { url: 'http://' }, false],
  ])('%s', async (_, changes, expected) => {
    const { clock, acknowledged } = remembered();
    await acknowledged.add(url, clock.at + 10 * minute);
    expect(await acknowledged.covers(refusal(changes))).toBe(expected);
  });

  it('stands before anybody went on, and when the time is over', async () => {
    const { clock, acknowledged } = remembered();
    expect(await acknowledged.covers(refusal())).toBe(false);
    await acknowledged.add(url, clock.at + 10 * minute);
    clock.at += 10 * minute;
    expect(await acknowledged.covers(refusal())).toBe(false);
  });

  it('stands for the next person', async () => {
    const { clock, acknowledged } = remembered();
    await acknowledged.add(url, clock.at + 10 * minute);
    await acknowledged.forget();
    expect(await acknowledged.covers(refusal())).toBe(false);
  });
});

describe('what is remembered', () => {
  it('loses nothing where two are added at once, and begins anew where one comes again', async () => {
    const { clock, acknowledged } = remembered();
    const other = 'http://other.example/';
    await Promise.all([
      acknowledged.add(url, clock.at + minute),
      acknowledged.add(other, clock.at + minute),
      acknowledged.add(url, clock.at + 2 * minute),
    ]);
    expect(await acknowledged.covers(refusal({ url: other }))).toBe(true);
    clock.at += minute;
    expect(await acknowledged.covers(refusal({ url: other }))).toBe(false);
    expect(await acknowledged.covers(refusal())).toBe(true);
  });

  it('takes no URL that leads nowhere', async () => {
    const { clock, acknowledged } = remembered();
    await acknowledged.add('http://', clock.at + minute);
    expect(await acknowledged.covers(refusal())).toBe(false);
  });
});
