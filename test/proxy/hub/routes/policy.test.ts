import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Change } from '../../../../shared/protocol/policy-change.ts';
import type { HubCallError, HubClient } from '../../../support/hub-client.ts';
import { startHub, type TestHub } from '../../../support/start-hub.ts';
import { exampleYaml } from '../policy/example-policy.ts';

let hub: TestHub;
let admin: HubClient;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-policy-'));
  const firstPolicyFile = path.join(folder, 'policy.yaml');
  await writeFile(firstPolicyFile, exampleYaml);
  hub = await startHub({ firstPolicyFile });
  admin = hub.administrator;
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const add = (...entries: string[]): Change => ({
  op: 'add-entries',
  list: 'public-bodies',
  entries,
});
const base = async () => (await admin.call('policy')).revision;
const failed = (call: Promise<unknown>) =>
  call.then(
    () => {
      throw new Error('it was taken');
    },
    (error: HubCallError) => error,
  );

test('a publish makes the next revision, with who, when and why', async () => {
  const changes = [add('a.example.jp', 'b.example.jp')];
  const checked = await admin.call('check', { base: 1, changes });
  const published = await admin.call('publish', { base: 1, changes, note: '追加' });
  expect(published.revision).toBe(2);
  expect(published.difference).toEqual(checked.difference);
  expect(published.difference.lists[0]?.added).toEqual(['a.example.jp', 'b.example.jp']);
  const { revisions } = await admin.call('revisions');
  expect(revisions[0]).toMatchObject({ revision: 2, by: 'admin', note: '追加' });
  const { entries } = await admin.call('list', undefined, { id: 'public-bodies' });
  expect(entries.map(({ match }) => match)).toContain('b.example.jp');
  const { lists, units } = await admin.call('lists');
  expect(units).toEqual(['総務企画部', '教育委員会']);
  expect(lists.map(({ id, entries: count }) => [id, count])).toEqual([
    ['public-bodies', 5],
    ['stopped', 0],
  ]);
});

test('a revision is read again with what it changed', async () => {
  const found = await admin.call('revision', undefined, { id: '2' });
  expect(found.yaml).toContain('b.example.jp');
  expect(found.difference?.lists[0]?.added).toEqual(['a.example.jp', 'b.example.jp']);
  expect((await admin.call('revision', undefined, { id: '1' })).difference).toBeNull();
  for (const id of ['0', '99', 'x', '1.5']) {
    expect(await failed(admin.call('revision', undefined, { id }))).toMatchObject({ status: 404 });
  }
});

test('a publish on an old revision is a 409 with the difference, and changes nothing', async () => {
  const current = await base();
  const error = await failed(
    admin.call('publish', { base: 1, changes: [add('late.example.jp')], note: '遅い' }),
  );
  expect(error).toMatchObject({ status: 409, code: 'stale-base' });
  expect(error.body.current).toBe(current);
  expect(error.body.difference?.lists[0]?.added).toContain('a.example.jp');
  expect(await base()).toBe(current);
});

const refusedChanges: [string, () => Change[], RegExp][] = [
  ['entries that cannot be read', () => [add('*.jp', 'ok.jp', 'a b')], /entries/],
  ['a whole document that is none', () => [{ op: 'replace', yaml: 'version: [1' }], /^/],
  ['a key whose enforcement comes later', () => [yaml('upstream: {}\n')], /upstream/],
  [
    'the hub’s line taken out',
    () => [without(`        - 127.0.0.1:${hub.port}\n`)],
    /destinations/,
  ],
  ['the hub’s zone closed', () => [without(`open: ["127.0.0.1:${hub.port}"]`)], /zones\.open/],
  ['a list that is not there', () => [{ op: 'remove-list', list: 'none' }], /changes\[0\]/],
];
let document = '';
const yaml = (more: string): Change => ({ op: 'replace', yaml: document + more });
const without = (text: string): Change => ({ op: 'replace', yaml: document.replace(text, '') });
test.each(refusedChanges)('%s: 422, and the old revision stays', async (_, changes, where) => {
  const { yaml: text, revision } = await admin.call('policy');
  document = text;
  const wish = { base: revision, changes: changes(), note: '試験' };
  const error = await failed(admin.call('publish', wish));
  expect(error).toMatchObject({ status: 422, code: 'policy-problems' });
  const paths = error.body.problems?.filter(({ severity }) => severity === 'error') ?? [];
  expect(paths.map(({ path }) => path).join()).toMatch(where);
  expect(paths.every(({ cure }) => cure.length > 0)).toBe(true);
  expect(await admin.call('policy')).toMatchObject({ revision, yaml: text });
  const { problems } = await admin.call('check', wish);
  const errors = problems.filter(({ severity }) => severity === 'error');
  expect(errors).toEqual(paths);
});

test('what is said of uploads, services and postings is published, each change by its place', async () => {
  const { yaml: text, revision } = await admin.call('policy');
  const account = '{ name: city, posters: [tanaka] }';
  const after = `${text}
uploads: { default: warn }
posting: [{ service: x, responsible: sns, accounts: [${account}] }]
services:
  - { id: storage-a, title: 例, hosts: [storage.example], functions: [view], responsible: 総務課 }
`;
  const wish = { base: revision, changes: [{ op: 'replace' as const, yaml: after }], note: '試験' };
  const { difference } = await admin.call('publish', wish);
  expect(difference.lists).toEqual([]);
  expect(difference.other.toSorted()).toEqual([
    'posting.x',
    'services.storage-a',
    'uploads.default',
  ]);
  expect((await admin.call('policy')).yaml).toBe(after);
});

test('of many publishes at once on one revision exactly one wins, again and again', async () => {
  for (let round = 0; round < 10; round++) {
    const current = await base();
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, (_, index) =>
        admin.call('publish', {
          base: current,
          changes: [add(`race-${round}-${index}.example.jp`)],
          note: `${round}`,
        }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason.code).toBe('stale-base');
    }
    expect(await base()).toBe(current + 1);
  }
});

test('publishing and refusing to are recorded', async () => {
  const acts = async (act: string) => {
    const { records } = await admin.call('records', undefined, { query: { act } });
    return records.map(({ record }) => (record.type === 'change' ? record.detail : ''));
  };
  expect(await acts('policy-published')).toContain('追加 (+2 -0 ~0)');
  const refused = await acts('policy-publish-refused');
  expect(refused.some((detail) => detail?.startsWith('stale'))).toBe(true);
  expect(refused.some((detail) => detail?.includes('zones.open'))).toBe(true);
});

test('the tester explains, also with changes that are not published', async () => {
  const url = 'https://www.tester.example/';
  const wish = { url, user: null, unit: null, at: null };
  expect(await admin.call('test', wish)).toMatchObject({ action: 'block', reason: 'default' });
  const explained = await admin.call('test', { ...wish, changes: [add('tester.example')] });
  expect(explained).toMatchObject({
    action: 'allow',
    list: 'public-bodies',
    owner: '情報政策課',
    host: 'www.tester.example',
  });
  expect(explained.matched[0]).toMatchObject({ lostBy: null });
  for (const [fields, field] of [
    [{ url: 'http://' }, 'url'],
    [{ at: 'きのう' }, 'at'],
  ] as const) {
    const error = await failed(admin.call('test', { ...wish, ...fields }));
    expect(Object.keys(error.body.error.fields ?? {})).toEqual([field]);
  }
});

test('staff try what happens to themselves, and see no more than that', async () => {
  const staff = await hub.signedIn('staff1', 'staff', 'tanaka');
  const wish = { url: 'https://www.soumu.go.jp/', user: 'someone', unit: null, at: null };
  const explained = await staff.call('test', wish);
  expect(explained).toMatchObject({ action: 'allow', owner: null, listReason: null, matched: [] });
  const error = await failed(staff.call('test', { ...wish, changes: [add('x.jp')] }));
  expect(error.code).toBe('forbidden');
});

test('fifty pasted lines become entries that can be published', async () => {
  const text = Array.from({ length: 50 }, (_, index) => `https://p${index}.example.net/a`).join(
    '\n',
  );
  const { lines } = await admin.call('suggest', { text, as: 'page' });
  const entries = lines.flatMap(({ match }) => (match === null ? [] : [match]));
  expect(entries).toHaveLength(50);
  const wish = { base: await base(), changes: [add(...entries)], note: '五十件' };
  expect((await admin.call('publish', wish)).difference.lists[0]?.added).toHaveLength(50);
  const again = await admin.call('suggest', { text, as: 'page' });
  expect(again.lines[0]?.already).toMatch(/^public-bodies\//);
});

test('a list that is not there is a 404', async () => {
  const error = await failed(admin.call('list', undefined, { id: 'none' }));
  expect(error.status).toBe(404);
});

test('a check shows by a URL what an entry really catches', async () => {
  const { revision } = await admin.call('policy');
  const changes = [add('a.example.com', 'https://a.example.com')];
  const { problems } = await admin.call('check', { base: revision, changes });
  const shown = problems.filter(({ witness }) => witness === 'https://a.example.com/');
  expect(shown).toMatchObject([{ severity: 'warning', line: expect.any(Number) }]);
  expect(shown[0]?.message).toContain('public-bodies/a.example.com');
});
