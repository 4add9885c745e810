import { describe, expect, it } from 'vitest';
import { makeSnapshot } from '../../../../proxy/feeds/make-snapshot.ts';
import { openFeedStates } from '../../../../proxy/hub/feeds/feed-states.ts';
import { createKeptFeeds, feedLists } from '../../../../proxy/hub/feeds/keep-feeds.ts';
import type { Source, SourceMarks } from '../../../../proxy/hub/feeds/read-source.ts';
import type { Feed } from '../../../../shared/policy/feed-schema.ts';
import { listSchema } from '../../../../shared/policy/schema.ts';
import { memoryLog, temporaryFolder } from '../../../support/audit-records.ts';
import { smallPolicy } from '../../../support/small-policy.ts';

const minute = 60_000;

async function setUp(feed: Feed = { url: 'https://lists.example/x', every: 'PT1H', minimum: 2 }) {
  const folder = await temporaryFolder();
  const clock = { now: Date.parse('2027-01-05T00:00:00Z') };
  const world = { feed, action: 'block', source: 'same' as Source | string, compiled: 0 };
  const asked: (SourceMarks | null)[] = [];
  const said: string[] = [];
  let changes = 0;
  const policy = () => {
    const fields = { title: '一', owner: '課', reason: '業務', entries: [] };
    const list = listSchema.parse({
      id: 'malware',
      action: world.action,
      feed: world.feed,
      ...fields,
    });
    return smallPolicy({ destinations: { default: 'allow', lists: [list] } });
  };
  const open = async () =>
    createKeptFeeds({
      states: await openFeedStates(folder.path),
      policy,
      async read(_, known) {
        asked.push(known);
        const { source } = world;
        if (source === 'same' || typeof source !== 'string') return source as Source;
        const marks = { etag: `"${source}"`, lastModified: null, stamp: null };
        return { bytes: Buffer.from(source), ...marks };
      },
      async compile(bytes, { feed, action }) {
        world.compiled++;
        return makeSnapshot(bytes, feed, action);
      },
      changed: async () => void changes++,
      record: async ({ act, subject, detail }) => void said.push(`${act} ${subject}: ${detail}`),
      now: () => clock.now,
      log: memoryLog().log,
    });
  const [list] = feedLists(policy());
  if (list === undefined) throw new Error('no list');
  return { folder, clock, world, asked, said, open, policy, list, changes: () => changes };
}

describe('feeds that are kept', () => {
  it('are fetched once, counted, recorded, and told to whoever signs', async () => {
    const { folder, world, said, open, policy, list, changes } = await setUp();
    await using _ = folder;
    const feeds = await open();
    expect(feeds.hashes(policy())).toEqual({});
    world.source = 'a.example\nb.example\nb..example\n';
    await feeds.tick();
    expect(feeds.sets(policy()).get('malware')?.count).toBe(2);
    const hash = feeds.hashes(policy()).malware ?? '';
    expect(feeds.file(hash)).toContain(hash);
    expect(feeds.file('0'.repeat(64))).toBeNull();
    expect(feeds.state(list)).toMatchObject({ failure: null, report: { taken: 2 } });
    expect(changes()).toBe(1);
    expect(said).toEqual(['feed-updated list malware: 2 names, 1 lines not taken']);
  });

  it('are asked for again when their time has come, and compiled only where they changed', async () => {
    const { folder, clock, world, asked, open, changes } = await setUp();
    await using _ = folder;
    const feeds = await open();
    world.source = 'a.example\nb.example';
    await feeds.tick();
    await feeds.tick();
    expect(asked).toHaveLength(1);
    clock.now += 60 * minute;
    await feeds.tick();
    expect(asked[1]).toMatchObject({ etag: '"a.example\nb.example"' });
    expect([world.compiled, changes()]).toEqual([1, 1]);
    clock.now += 60 * minute;
    world.source = 'same';
    await feeds.tick();
    expect([asked.length, world.compiled, changes()]).toEqual([3, 1, 1]);
  });

  it.each<[string, Source | string, string]>([
    ['a page of a portal', '<!doctype html>', 'page (1 lines, 0 taken)'],
    ['nothing', '', 'too-few (0 lines, 0 taken)'],
    ['half a list', 'a.exam', 'too-few (1 lines, 1 taken)'],
    ['a publisher that is gone', { failure: 'unreachable' }, 'unreachable'],
  ])('stay as they were where %s comes, which is said once', async (_, source, detail) => {
    const { folder, clock, world, said, open, policy, list, changes } = await setUp();
    await using __ = folder;
    const feeds = await open();
    world.source = 'a.example\nb.example';
    await feeds.tick();
    world.source = source;
    for (let i = 0; i < 3; i++) {
      clock.now += 60 * minute;
      await feeds.tick();
    }
    expect(feeds.sets(policy()).get('malware')?.count).toBe(2);
    expect(feeds.state(list)?.failure?.since).toBe('2027-01-05T01:00:00.000Z');
    expect(said.slice(1)).toEqual([`feed-failed list malware: ${detail}`]);
    expect(changes()).toBe(1);
    world.source = 'c.example\nd.example';
    clock.now += 15 * minute;
    await feeds.tick();
    expect(feeds.state(list)?.failure).toBeNull();
    expect(changes()).toBe(2);
  });

  it('are there again after a restart', async () => {
    const { folder, world, asked, open, policy } = await setUp();
    await using _ = folder;
    world.source = 'a.example\nb.example';
    await (await open()).tick();
    const again = await open();
    expect(again.sets(policy()).size).toBe(1);
    await again.tick();
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['another address', { feed: { url: 'https://lists.example/y' } }],
    ['another action', { action: 'allow' }],
  ])('do not count under %s until they are fetched for it', async (_, change) => {
    const { folder, world, open, policy } = await setUp();
    await using __ = folder;
    const feeds = await open();
    world.source = 'a.example\nb.example';
    await feeds.tick();
    Object.assign(world, change);
    expect(feeds.sets(policy()).size).toBe(0);
    expect(feeds.hashes(policy())).toEqual({});
    await feeds.tick();
    expect(feeds.sets(policy()).size).toBe(1);
  });

  it('are fetched at once when somebody asks, two at once one after the other', async () => {
    const { folder, world, open, list, changes } = await setUp();
    await using _ = folder;
    const feeds = await open();
    world.source = 'a.example\nb.example';
    await Promise.all([feeds.update(list), feeds.update(list)]);
    expect([world.compiled, changes()]).toEqual([1, 1]);
  });

  it('from a file that is bad are not compiled again until it changes', async () => {
    const { folder, world, asked, said, open } = await setUp({ file: 'x' });
    await using _ = folder;
    const feeds = await open();
    const marks = { etag: null, lastModified: null, stamp: '1' };
    world.source = { bytes: Buffer.from(''), ...marks };
    await feeds.tick();
    world.source = 'same';
    await feeds.tick();
    expect(asked[1]).toMatchObject({ stamp: '1' });
    expect([world.compiled, said.length]).toEqual([1, 1]);
  });

  it('hold no number that stands in a line', async () => {
    const { folder, world, open, list } = await setUp();
    await using _ = folder;
    const feeds = await open();
    const number = ['1234', '5678', '9018'].join('');
    world.source = `a.example\nb.example\nno host ${number}`;
    await feeds.tick();
    const problem = feeds.state(list)?.report?.problems[0];
    expect(problem).toMatchObject({ line: 3, fault: 'not-a-host' });
    expect(JSON.stringify(problem)).not.toContain(number);
  });
});
