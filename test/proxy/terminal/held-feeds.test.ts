import { expect, test, vi } from 'vitest';
import type { FeedKeeper } from '../../../proxy/terminal/feed-keeper.ts';
import { loadFeeds, neededHashes, noFeedsLoaded } from '../../../proxy/terminal/held-feeds.ts';
import { listSchema } from '../../../shared/policy/schema.ts';
import { feedSet } from '../../support/feed-set.ts';
import { smallPolicy } from '../../support/small-policy.ts';

const [old, young] = [feedSet(['old.example']), feedSet(['young.example'])];

function keeperWith(hashes: Record<string, typeof old>, bring = async () => true): FeedKeeper {
  return {
    async local(named) {
      const found = Object.entries(named).map(([list, hash]) => [list, hashes[hash]] as const);
      return new Map(found.flatMap(([list, set]) => (set === undefined ? [] : [[list, set]])));
    },
    bring,
    keepOnly: async () => {},
  };
}

function policyWith(feed: object, action = 'block') {
  const list = { id: 'malware', title: '一', action, owner: '課', reason: '業務', feed };
  return smallPolicy({ destinations: { default: 'block', lists: [listSchema.parse(list)] } });
}

const policy = policyWith({ file: 'x' });
const before = await loadFeeds(
  keeperWith({ h1: old }),
  policy,
  { malware: 'h1' },
  noFeedsLoaded,
  null,
);

test('takes the snapshot that is named', () => {
  expect(before.sets.get('malware')).toBe(old);
  expect(before.missing).toEqual([]);
});

test.each([
  ['keeps the one before where the list stayed the same', policy, old],
  ['not where the list names another source', policyWith({ file: 'y' }), undefined],
  ['not where the list now does something else', policyWith({ file: 'x' }, 'allow'), undefined],
])('without the new snapshot it %s', async (_, next, expected) => {
  const loaded = await loadFeeds(keeperWith({}), next, { malware: 'h2' }, before, null);
  expect(loaded.sets.get('malware')).toBe(expected);
  expect(loaded.missing).toEqual(['malware']);
  expect(neededHashes(loaded, { malware: 'h2' })).toEqual(
    new Set(expected ? ['h2', 'h1'] : ['h2']),
  );
});

test('a feed that the hub never fetched is missing', async () => {
  const loaded = await loadFeeds(keeperWith({}), policy, {}, noFeedsLoaded, null);
  expect(loaded.missing).toEqual(['malware']);
  expect(loaded.sets.size).toBe(0);
});

test('waits for what comes, and no longer than it may', async () => {
  const { signal } = new AbortController();
  const hashes: Record<string, typeof old> = {};
  const comes = keeperWith(hashes, async () => {
    hashes.h2 = young;
    return true;
  });
  const named = { malware: 'h2' };
  const loaded = await loadFeeds(comes, policy, named, before, signal);
  expect(loaded.sets.get('malware')).toBe(young);

  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const never = keeperWith({}, () => new Promise<boolean>(() => {}));
    const waited = loadFeeds(never, policy, named, before, signal);
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await waited).sets.get('malware')).toBe(old);
  } finally {
    vi.useRealTimers();
  }
});
