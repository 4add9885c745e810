import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../../../proxy/hub/store/open-sqlite-store.ts';
import type { Store } from '../../../../proxy/hub/store/store.ts';
import { temporaryFolder } from '../../../support/audit-records.ts';

const stack = new AsyncDisposableStack();
let store: Store;
let folder: string;
beforeAll(async () => {
  folder = stack.use(await temporaryFolder()).path;
});
afterAll(() => stack.disposeAsync());
let count = 0;
beforeEach(async () => {
  count += 1;
  store = stack.use(await openSqliteStore(`${folder}/${count}`));
});

const disaster = (id: string, services: string[]) => ({
  id,
  services,
  from: `2026-07-20T01:00:0${id.at(-1)}.000Z`,
  until: '2026-07-20T13:00:00.000Z',
  by: 'sato',
  reason: '大雨',
});
const ended = { at: '2026-07-20T05:00:00.000Z', by: 'sato', word: null };
const left = (id: string) => [{ id, json: `{"id":"${id}"}` }];

describe('the store of switches', () => {
  it('keeps one, with the record of it', async () => {
    expect(await store.disasters.throw(disaster('S-1', ['bluesky', 'x']), left('L-1'))).toBeNull();
    expect(await store.disasters.byId('S-1')).toEqual({
      ...disaster('S-1', ['bluesky', 'x']),
      ended: null,
    });
    expect(await store.leftChanges.list()).toEqual(left('L-1'));
    expect(await store.disasters.byId('S-2')).toBeNull();
  });

  it('throws all of the services or none, and then leaves no record of it', async () => {
    await store.disasters.throw(disaster('S-1', ['x']));
    const second = disaster('S-2', ['bluesky', 'x']);
    expect(await store.disasters.throw(second, left('L-2'))).toEqual(['x']);
    expect(await store.leftChanges.list()).toEqual([]);
    expect(await store.disasters.throw(disaster('S-3', ['bluesky']))).toBeNull();
    expect((await store.disasters.on()).map(({ id }) => id)).toEqual(['S-1', 'S-3']);
  });

  it('of two that throw at once takes one', async () => {
    const both = await Promise.all([
      store.disasters.throw(disaster('S-1', ['x'])),
      store.disasters.throw(disaster('S-2', ['x'])),
    ]);
    expect(both.toSorted((a, b) => Number(a !== null) - Number(b !== null))).toEqual([null, ['x']]);
    expect(await store.disasters.on()).toHaveLength(1);
  });

  it('ends one once, and then its services are free', async () => {
    await store.disasters.throw(disaster('S-1', ['x']));
    const both = await Promise.all([
      store.disasters.end('S-1', ended, left('L-1')),
      store.disasters.end('S-1', { ...ended, by: null }, left('L-2')),
    ]);
    expect(both).toEqual([true, false]);
    expect(await store.leftChanges.list()).toEqual(left('L-1'));
    expect((await store.disasters.byId('S-1'))?.ended).toEqual(ended);
    expect(await store.disasters.on()).toEqual([]);
    expect(await store.disasters.throw(disaster('S-2', ['x']))).toBeNull();
    expect((await store.disasters.latest(10)).map(({ id }) => id)).toEqual(['S-2', 'S-1']);
    expect(await store.disasters.latest(1)).toHaveLength(1);
  });
});
