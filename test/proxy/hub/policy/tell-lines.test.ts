import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { tellLines } from '../../../../proxy/hub/policy/tell-lines.ts';
import { openSqliteStore } from '../../../../proxy/hub/store/open-sqlite-store.ts';
import { exampleYaml } from './example-policy.ts';

const at = '2026-11-23T00:00:00.000Z';
const texts = [
  exampleYaml,
  exampleYaml.replace('- go.jp', '- lg.jp'),
  'version: 9',
  exampleYaml.replace('- go.jp', '- { match: lg.jp, note: x }'),
];

test('revisions of before are told once, the first from nothing', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'sekisho-lines-'));
  try {
    await using store = await openSqliteStore(folder);
    for (const [index, yaml] of texts.entries()) {
      await store.revisions.add({ revision: index + 1, published: at, by: 'x', note: '', yaml });
    }
    expect(await store.lines.untold()).toEqual([1, 2, 3, 4]);
    await tellLines(store);
    await tellLines(store);
    expect(await store.lines.untold()).toEqual([]);
    expect(await store.lines.of('public-bodies', 'go.jp')).toEqual([
      { change: 'removed', revision: 2 },
      { change: 'added', revision: 1 },
    ]);
    expect(await store.lines.of('public-bodies', 'lg.jp')).toEqual([
      { change: 'added', revision: 2 },
    ]);
    expect(await store.lines.of('stopped', 'go.jp')).toEqual([]);
    const lists = [{ list: 'l', title: 'L', added: ['ひ', 'a"b'], removed: [], changed: ['c'] }];
    const five = { revision: 5, published: at, by: 'x', note: '', yaml: '' };
    await store.revisions.add(five, undefined, [], lists);
    expect(await store.lines.of('l', 'a"b')).toEqual([{ change: 'added', revision: 5 }]);
    expect(await store.lines.of('l', 'c')).toEqual([{ change: 'changed', revision: 5 }]);
    expect(await store.lines.untold()).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
