import { expect, test } from 'vitest';
import { createKeptDisasters } from '../../../../proxy/hub/disasters/keep-disasters.ts';
import { openSqliteStore } from '../../../../proxy/hub/store/open-sqlite-store.ts';
import { temporaryFolder } from '../../../support/audit-records.ts';

const start = Date.parse('2026-07-20T01:00:00Z');
const minute = 60_000;
const wish = {
  services: ['x', 'bluesky', 'x'],
  until: new Date(start + 10 * minute).toISOString(),
  by: 'sato',
  reason: '大雨。連絡は 1234 5678 9018 へ',
};

async function setUp(changed: () => Promise<void> = async () => {}) {
  const folder = await temporaryFolder();
  const store = await openSqliteStore(folder.path);
  const clock = { now: start };
  const said: string[] = [];
  let lefts = 0;
  const kept = createKeptDisasters({
    store,
    audit: {
      left: ({ act, actor, detail = null }) => {
        said.push([act, actor ?? 'itself', detail].filter(Boolean).join(' '));
        lefts += 1;
        return { id: `L-${lefts}`, json: '{}' };
      },
      settle: async () => {},
    },
    changed: async () => {
      said.push('signed');
      await changed();
    },
    tell: async (what) => void said.push(`told ${what}`),
    now: () => clock.now,
  });
  return {
    ...{ kept, store, clock, said },
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

test('what is thrown is signed and told, with its typed reason masked', async () => {
  await using world = await setUp();
  await world.kept.throw(wish);
  expect(world.said.map((each) => each.split(' ')[0])).toEqual([
    'disaster-thrown',
    'signed',
    'told',
  ]);
  expect(JSON.stringify([world.said, await world.store.disasters.on()])).not.toContain('5678');
  expect(await world.kept.on()).toMatchObject([{ services: ['bluesky', 'x'], until: wish.until }]);
});

test('its end is noted once, whoever looks how often, and signed', async () => {
  await using world = await setUp();
  await world.kept.throw(wish);
  world.said.length = 0;
  world.clock.now = start + 10 * minute - 1;
  await world.kept.tick();
  expect(world.said).toEqual([]);
  world.clock.now += 1;
  expect(await world.kept.on()).toEqual([]);
  await world.kept.tick();
  await world.kept.tick();
  expect(world.said).toEqual(['disaster-ended itself', 'told disaster-ended', 'signed']);
});

test('where signing fails, the switch stands in the store, and the next signature has it', async () => {
  await using world = await setUp(() => Promise.reject(new Error('no room')));
  await expect(world.kept.throw(wish)).rejects.toThrow('no room');
  expect(await world.kept.on()).toHaveLength(1);
});
