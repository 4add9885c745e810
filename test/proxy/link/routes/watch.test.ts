import { expect, test } from 'vitest';
import type { WatchMessage } from '../../../../shared/protocol/link.ts';
import { policyState, smallPolicy, startTestLink } from '../../../support/running-link.ts';
import { until } from '../../../support/until.ts';

const type = (message: WatchMessage | null) => message?.type ?? 'end';

test('sends the projection at once to whoever has none', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  using watch = await client.watch();
  expect(await watch.nextProjection()).toMatchObject({ revision: 1, user: 'tanaka' });
});

test('a swapped policy reaches every watcher, who does not ask again', async () => {
  await using link = await startTestLink();
  const clients = await Promise.all(Array.from({ length: 5 }, () => link.enrolled()));
  const watches = await Promise.all(clients.map((client) => client.watch()));
  for (const watch of watches) await watch.nextProjection();
  for (let revision = 2; revision <= 6; revision++) {
    link.policy.swap(policyState(revision));
    const all = await Promise.all(watches.map((watch) => watch.nextProjection()));
    expect(all.map((each) => each.revision)).toEqual(Array(5).fill(revision));
  }
  for (const watch of watches) watch[Symbol.dispose]();
});

test('of policies that follow each other quickly the last one arrives last', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  using watch = await client.watch();
  for (let revision = 2; revision <= 40; revision++) link.policy.swap(policyState(revision));
  let seen = 0;
  while (seen < 40) {
    const { revision } = await watch.nextProjection();
    expect(revision).toBeGreaterThan(seen);
    seen = revision;
  }
});

test('a switch of the person brings that person’s projection', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled({ shared: true });
  using watch = await client.watch();
  await watch.nextProjection();
  await client.call('switch-person', { user: 'suzuki' });
  expect(await watch.nextProjection()).toMatchObject({ revision: 1, user: 'suzuki' });
});

const begins: [string, { revision: number | null; user?: string | null }, string][] = [
  ['the same revision: a beat', { revision: 1 }, 'beat'],
  ['the same revision and person: a beat', { revision: 1, user: 'tanaka' }, 'beat'],
  ['the same revision of another person: the projection', { revision: 1, user: 'x' }, 'projection'],
  ['an older revision: the projection', { revision: 0 }, 'projection'],
  [
    'a later revision, as after a new start of the hub: the projection',
    { revision: 9 },
    'projection',
  ],
  ['none: the projection', { revision: null, user: null }, 'projection'],
];
test.each(begins)('begins for a caller who has %s', async (_, body, first) => {
  // Where a projection is to come, no beat may come before it.
  await using link = await startTestLink(first === 'beat' ? { beat: 30 } : {});
  const client = await link.enrolled();
  using watch = await client.watch(body);
  expect(type(await watch.next())).toBe(first);
});

test('without a policy there are beats, and the projection when it comes', async () => {
  await using link = await startTestLink({ beat: 30 });
  link.policy.swap({ state: 'none' });
  const client = await link.enrolled();
  using watch = await client.watch();
  expect(type(await watch.next())).toBe('beat');
  link.policy.swap(policyState(3));
  expect((await watch.nextProjection()).revision).toBe(3);
});

test('ends with the token', async () => {
  await using link = await startTestLink({ life: 1_500 });
  const client = await link.enrolled();
  using watch = await client.watch();
  await watch.nextProjection();
  expect(await watch.next()).toBeNull();
});

test('ends with the enrolment', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  using watch = await client.watch();
  await watch.nextProjection();
  await link.options.enrolments.remove(client.enrolment.enrolment);
  expect(await watch.next()).toBeNull();
});

test('ends with the link, which does not wait for it', async () => {
  const link = await startTestLink();
  const client = await link.enrolled();
  using watch = await client.watch();
  await watch.nextProjection();
  await link[Symbol.asyncDispose]();
  expect(await watch.next()).toBeNull();
});

test('the fourth watch of a browser ends its first', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  const watches = [];
  for (let n = 0; n < 4; n++) {
    const watch = await client.watch();
    // Read before the next is opened: a watch that is ended early may have nothing to say yet.
    await watch.nextProjection();
    watches.push(watch);
  }
  expect(await watches[0]?.next()).toBeNull();
  link.policy.swap(policyState(2, smallPolicy({ mode: 'observe' })));
  for (const watch of watches.slice(1)) expect((await watch.nextProjection()).revision).toBe(2);
  for (const watch of watches) watch[Symbol.dispose]();
});

test('a client that goes is forgotten, and a link that ends listens no more', async () => {
  await using link = await startTestLink();
  const listeners = new Set<() => void>();
  let asked = 0;
  const { policy } = link;
  const { projections } = link.options;
  await using counting = await startTestLink({
    policy: {
      current: policy.current,
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    projections: {
      publicKey: projections.publicKey,
      of(state, person) {
        asked++;
        return projections.of(state, person);
      },
    },
  });
  const client = await counting.enrolled();
  const watch = await client.watch();
  await watch.next();
  const askedFor = () => {
    const before = asked;
    for (const listener of listeners) listener();
    return asked - before;
  };
  expect(askedFor()).toBe(1);
  watch[Symbol.dispose]();
  await until(() => askedFor() === 0);
  await counting[Symbol.asyncDispose]();
  expect(listeners.size).toBe(0);
});
