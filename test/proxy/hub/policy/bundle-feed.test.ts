import { expect, test } from 'vitest';
import { createBundleFeed, type FeedState } from '../../../../proxy/hub/policy/bundle-feed.ts';

const state = (revision: number): FeedState => ({ revision, fresh: '', bundle: {} as never });
const after = (have: number) => (each: FeedState) => each.revision > have;
const never = new AbortController().signal;

test('who has an old one is answered at once, who has the current one when a newer comes', async () => {
  const feed = createBundleFeed();
  feed.set(state(1));
  expect(await feed.wait(after(0), 10_000, never)).toEqual(state(1));
  const waiting = [feed.wait(after(1), 10_000, never), feed.wait(after(1), 10_000, never)];
  const later = feed.wait(after(2), 10_000, never);
  feed.set(state(2));
  expect(await Promise.all(waiting)).toEqual([state(2), state(2)]);
  feed.set(state(3));
  expect(await later).toEqual(state(3));
});

test('without news there is null: after the wait, when the caller is gone, at the end', async () => {
  const feed = createBundleFeed();
  expect(await feed.wait(after(0), 1, never)).toBeNull();
  const gone = new AbortController();
  const waiting = feed.wait(after(0), 10_000, gone.signal);
  gone.abort();
  expect(await waiting).toBeNull();
  expect(await feed.wait(after(0), 10_000, gone.signal)).toBeNull();
  const last = feed.wait(after(0), 10_000, never);
  feed.end();
  expect(await last).toBeNull();
  expect(await feed.wait(after(0), 10_000, never)).toBeNull();
});
