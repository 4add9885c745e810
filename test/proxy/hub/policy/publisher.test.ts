import { expect, test } from 'vitest';
import { createBundleFeed } from '../../../../proxy/hub/policy/bundle-feed.ts';
import { makeDraft } from '../../../../proxy/hub/policy/make-draft.ts';
import { createPublisher } from '../../../../proxy/hub/policy/publisher.ts';
import type { Revision } from '../../../../proxy/hub/store/store.ts';
import type { Change } from '../../../../shared/protocol/policy-change.ts';
import { exampleYaml } from './example-policy.ts';

const hour = 3_600_000;

/** Revisions in memory; the number is the key, as in every store. */
function memory(yaml = exampleYaml) {
  const published = '2026-11-23T00:00:00.000Z';
  const all: Revision[] = [{ revision: 1, published, by: 'hub', note: '', yaml }];
  const revisions = {
    current: async () => all.at(-1) ?? null,
    byNumber: async (revision: number) => all.find((each) => each.revision === revision) ?? null,
    list: async () => all.map((each) => ({ proposal: null, signatures: [], ...each })),
    add: async (revision: Revision) => {
      if (all.some((each) => each.revision === revision.revision)) return 'taken' as const;
      all.push(revision);
      return 'added' as const;
    },
  };
  return { all, store: { revisions } };
}

async function start(yaml?: string) {
  const { all, store } = memory(yaml);
  const feed = createBundleFeed();
  const clock = { now: Date.parse('2026-11-23T00:00:00Z') };
  const signer = { rootKey: {} as never, keys: '', keysSignature: '', keyId: 'k' };
  const publisher = await createPublisher({
    store,
    feed,
    signer: { ...signer, sign: async () => 'signature' },
    makeDraft: async (wish) => makeDraft(wish),
    check: async () => [],
    ports: () => ({ hub: 8600, link: 3129 }),
    now: () => clock.now,
  });
  return { all, feed, publisher, clock, store };
}
const add = (...entries: string[]): Change[] => [
  { op: 'add-entries', list: 'public-bodies', entries },
];
const wish = { note: 'n', by: 'sato' };

test('the bundle of a revision is there when its publish is answered', async () => {
  const { feed, publisher } = await start();
  expect(feed.current()?.revision).toBe(1);
  const published = await publisher.publish({ ...wish, base: 1, changes: add('a.jp') });
  expect(published).toMatchObject({ outcome: 'published', revision: 2 });
  expect(feed.current()?.revision).toBe(2);
  expect(feed.current()?.bundle.policy).toContain('a.jp');
});

test('somebody else’s revision in the store makes this one stale, with the difference', async () => {
  const { all, publisher, store } = await start();
  const other = { ...(all[0] as Revision), revision: 2, by: 'mori' };
  await store.revisions.add({
    ...other,
    yaml: exampleYaml.replace('- go.jp', '- go.jp\n        - lg.jp'),
  });
  const outcome = await publisher.publish({ ...wish, base: 1, changes: add('a.jp') });
  expect(outcome).toMatchObject({
    outcome: 'stale',
    current: 2,
    difference: { lists: [{ added: ['lg.jp'] }] },
  });
  expect(publisher.current().revision.by).toBe('mori');
  const again = await publisher.publish({ ...wish, base: 2, changes: add('a.jp') });
  expect(again.outcome).toBe('published');
});

test('a policy with problems is not published, and the current one stays', async () => {
  const { all, feed, publisher } = await start();
  const outcome = await publisher.publish({ ...wish, base: 1, changes: add('*.jp') });
  expect(outcome.outcome).toBe('problems');
  expect(all).toHaveLength(1);
  expect(feed.current()?.revision).toBe(1);
});

test('the current revision is signed again when half of its freshness is over', async () => {
  const { feed, publisher, clock } = await start();
  const first = feed.current()?.fresh;
  clock.now += 11 * hour;
  await publisher.signWhenAged();
  expect(feed.current()?.fresh).toBe(first);
  clock.now += 2 * hour;
  await publisher.signWhenAged();
  expect(feed.current()?.fresh).toBe('2026-11-24T13:00:00.000Z');
  expect(feed.current()?.revision).toBe(1);
});

test('terminals know the organization by its first name', async () => {
  const { feed, publisher } = await start();
  const yaml = exampleYaml.replace('見本市', '新見本市');
  await publisher.publish({ ...wish, base: 1, changes: [{ op: 'replace', yaml }] });
  expect(publisher.current().policy.organization.name).toBe('新見本市');
  expect(JSON.parse(feed.current()?.bundle.manifest ?? '{}').organization).toBe('見本市');
});

test('a store without a revision, or with one that cannot be read, is not started on', async () => {
  await expect(start('version: 9')).rejects.toThrow(/cannot be read/);
});

test('an example that would fail stops the publish, with its line and what decided', async () => {
  const { publisher, all } = await start(
    `${exampleYaml}tests:\n  - { url: "https://www.soumu.go.jp/", expect: allow }\n`,
  );
  const stop: Change = { op: 'add-entries', list: 'stopped', entries: ['www.soumu.go.jp'] };
  const wish = { base: 1, changes: [stop], note: '', by: 'admin' };
  expect(await publisher.publish(wish)).toMatchObject({
    outcome: 'problems',
  });
  const draft = await publisher.draft([stop], 'admin');
  const problem = draft.problems.find(({ severity }) => severity === 'error');
  expect(problem?.path).toBe('tests[0]');
  expect(problem?.cure).toContain('stopped/www.soumu.go.jp');
  expect(draft.yaml.split('\n')[(problem?.line ?? 0) - 1]).toContain('soumu');
  expect(all).toHaveLength(1);
  const harmless: Change = { op: 'add-entries', list: 'stopped', entries: ['other.example'] };
  expect(await publisher.publish({ ...wish, changes: [harmless] })).toMatchObject({
    outcome: 'published',
  });
});
