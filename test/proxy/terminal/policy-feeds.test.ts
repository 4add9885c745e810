/** Policy and feeds on a terminal change in one step, by signed bundles alone. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../proxy/record/sha256.ts';
import { createFeedKeeper } from '../../../proxy/terminal/feed-keeper.ts';
import { openPolicyHolder, type TerminalPolicy } from '../../../proxy/terminal/policy-holder.ts';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { decideDestination } from '../../../shared/policy/decide-destination.ts';
import { listSchema } from '../../../shared/policy/schema.ts';
import { memoryLog, temporaryFolder } from '../../support/audit-records.ts';
import { makePublisher } from '../../support/fake-hub.ts';
import { feedBytes } from '../../support/feed-set.ts';
import { smallPolicy } from '../../support/small-policy.ts';

function policyWith(action: 'allow' | 'block', normal: 'allow' | 'block') {
  const list = {
    id: 'feed',
    title: '一',
    action,
    owner: '課',
    reason: '業務',
    feed: { file: 'x' },
  };
  return smallPolicy({ destinations: { default: normal, lists: [listSchema.parse(list)] } });
}
const blocking = policyWith('block', 'allow');
const { signal } = new AbortController();

async function setUp() {
  const folder = await temporaryFolder();
  const clock = { now: Date.parse('2027-01-05T00:00:00Z') };
  const publisher = await makePublisher(() => clock.now);
  const hub = new Map<string, Uint8Array>();
  const put = (...lines: string[]) => {
    const bytes = feedBytes(lines);
    hub.set(sha256(bytes), bytes);
    return sha256(bytes);
  };
  const feeds = createFeedKeeper({
    folder: path.join(folder.path, 'feeds'),
    async fetch(hash) {
      const bytes = hub.get(hash);
      if (bytes === undefined) throw new Error('not there');
      return bytes;
    },
    log: memoryLog().log,
  });
  const open = () =>
    openPolicyHolder({
      file: path.join(folder.path, 'bundle.json'),
      highWaterFile: path.join(folder.path, 'high-water.json'),
      rootKey: publisher.rootKey,
      record: async () => {},
      feeds,
      log: memoryLog().log,
      now: () => clock.now,
    });
  return { folder, clock, publisher, hub, put, open };
}

function actionOn(holder: TerminalPolicy, url: string): string {
  const state = holder.current();
  const parsed = parseDestination(url);
  if (state.state === 'none' || !parsed.ok) throw new Error('nothing to ask');
  const asked = { destination: parsed.destination, user: null, unit: null, terminal: null, at: 0 };
  return decideDestination(state.compiled, asked, 'id').action;
}

describe('feeds of the terminal’s policy', () => {
  it('come with the bundle, and are there after a restart without a hub', async () => {
    const { folder, publisher, hub, put, open } = await setUp();
    await using _ = folder;
    const holder = await open();
    const feed = put('evil.example');
    await holder.offer(await publisher.publish(blocking, 1, { feeds: { feed } }));
    expect(actionOn(holder, 'https://evil.example/')).toBe('block');
    expect(holder.missingFeeds).toEqual([]);
    hub.clear();
    expect(actionOn(await open(), 'https://evil.example/')).toBe('block');
  });

  it('change without a new revision, by a bundle that was signed again', async () => {
    const { folder, clock, publisher, put, open } = await setUp();
    await using _ = folder;
    const holder = await open();
    let told = 0;
    await holder.offer(await publisher.publish(blocking, 1, { feeds: { feed: put('a.example') } }));
    holder.subscribe(() => told++);
    clock.now += 1;
    const next = await publisher.publish(blocking, 1, { feeds: { feed: put('b.example') } });
    expect(await holder.offer(next)).toBe('applied');
    expect(['a', 'b'].map((name) => actionOn(holder, `https://${name}.example/`))).toEqual([
      'allow',
      'block',
    ]);
    expect(told).toBe(1);
  });

  it.each([
    ['one that blocks lets through what nothing else stops', 'block', 'allow'],
    ['one that allows opens nothing', 'allow', 'block'],
  ] as const)('that cannot be had are said, and %s', async (_, action, normal) => {
    const { folder, publisher, hub, put, open } = await setUp();
    await using __ = folder;
    const holder = await open();
    const feed = put('evil.example');
    const bytes = hub.get(feed);
    hub.clear();
    const policy = policyWith(action, normal);
    await holder.offer(await publisher.publish(policy, 1, { feeds: { feed } }));
    expect(actionOn(holder, 'https://evil.example/')).toBe(normal);
    expect(holder.missingFeeds).toEqual(['feed']);
    await holder.completeFeeds(signal);
    expect(holder.missingFeeds).toEqual(['feed']);
    let told = 0;
    holder.subscribe(() => told++);
    if (bytes !== undefined) hub.set(feed, bytes);
    await holder.completeFeeds(signal);
    expect(holder.missingFeeds).toEqual([]);
    expect(actionOn(holder, 'https://evil.example/')).toBe(action);
    expect(told).toBe(1);
  });

  it('keep the one before while the next cannot be had', async () => {
    const { folder, clock, publisher, hub, put, open } = await setUp();
    await using _ = folder;
    const holder = await open();
    await holder.offer(await publisher.publish(blocking, 1, { feeds: { feed: put('a.example') } }));
    const feed = put('b.example');
    hub.clear();
    clock.now += 1;
    await holder.offer(await publisher.publish(blocking, 2, { feeds: { feed } }));
    expect(holder.revision).toBe(2);
    expect(actionOn(holder, 'https://a.example/')).toBe('block');
    expect(holder.missingFeeds).toEqual(['feed']);
  });
});
