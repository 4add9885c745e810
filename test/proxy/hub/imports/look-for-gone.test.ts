import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  hour,
  type ImportWorld,
  iso,
  openImportWorld,
  start,
  status,
  terms,
} from '../../../support/import-world.ts';

let world: ImportWorld;
beforeEach(async () => {
  world = await openImportWorld();
});
afterEach(() => world[Symbol.asyncDispose]());
type World = ImportWorld;
const readAt: World['readAt'] = (...given) => world.readAt(...given);
const logged: World['logged'] = (...given) => world.logged(...given);
const passes: World['passes'] = (...given) => world.passes(...given);

describe('a post that stands there no more', () => {
  const at = (n: number) => start + n * 60_000;
  const three = [
    status('3', '三つ目のお知らせ', at(3)),
    status('2', '二つ目のお知らせ', at(2)),
    status('1', '一つ目のお知らせ', at(1)),
  ];
  const gone = async () =>
    (await logged()).filter(({ goneAt }) => goneAt !== null).map(({ posting: { text } }) => text);

  test('is marked, and stays in the log; when it comes back the mark goes', async () => {
    await passes('2', '二つ目のお知らせ', at(2));
    await readAt(start + hour, three);
    await readAt(start + 2 * hour, [three[0], three[2]] as object[]);
    expect(await gone()).toEqual([]);
    // The first two were not confirmed by anything behind them: all pages are read once a day.
    await world.imports.readNow('mastodon', '@yokote');
    expect(await gone()).toEqual(['二つ目のお知らせ']);
    expect(await logged()).toHaveLength(3);
    const query = { services: null, terms, state: 'gone' as const };
    const [row, ...more] = (await world.store.postings.page(query, null, 50)).postings;
    expect(more).toEqual([]);
    expect(row).toMatchObject({ goneAt: iso(start + 2 * hour), fate: 'sent', deletedAt: null });
    await readAt(start + 3 * hour, three);
    expect(await gone()).toEqual([]);
    const told = world.changes.filter(({ act }) => act !== 'posting-found').map(({ act }) => act);
    expect(told).toEqual(['posting-gone', 'posting-back']);
  });

  test('is told once, also where it was found outside, and where nothing is left', async () => {
    await readAt(start + hour, three);
    await world.imports.readNow('mastodon', '@yokote');
    for (const hours of [2, 3]) await readAt(start + hours * hour, []);
    expect(await gone()).toHaveLength(3);
    expect(world.changes.filter(({ act }) => act === 'posting-gone')).toHaveLength(3);
  });

  test('is not one that lies behind what was read, nor one of another account’s list', async () => {
    world.pageOf = 2;
    await readAt(start + hour, three);
    await readAt(start + 2 * hour, three.slice(0, 2));
    expect(await gone()).toEqual([]);
    world.source = { ...world.source, url: 'https://mstdn.example/api/v1/accounts/2/statuses' };
    await readAt(start + 3 * hour, []);
    expect(await gone()).toEqual([]);
  });
});
