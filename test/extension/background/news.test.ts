import { expect, test } from 'vitest';
import { createNews } from '../../../extension/background/news.ts';
import { keptInMemory } from '../../../extension/platform/kept-in-memory.ts';
import type { AccessRequest, RequestStanding } from '../../../shared/protocol/link.ts';

const request = (id: string, standing: RequestStanding, until: string | null = null) =>
  ({
    id,
    state: 'granted',
    standing,
    answer: { at: '2027-01-05T00:00:00.000Z', by: 'admin', word: null, until },
  }) as AccessRequest;

function world() {
  const state = {
    requests: [] as AccessRequest[] | null,
    told: [] as number[],
    asked: 0,
    time: 0,
  };
  const kept = keptInMemory<string[]>();
  const news = createNews({
    requests: async () => {
      state.asked++;
      return state.requests;
    },
    kept,
    tell: async (count) => void state.told.push(count),
    now: () => state.time,
  });
  return { state, news };
}

test('an answer and a coming end are told once they are there, until they were shown', async () => {
  const { state, news } = world();
  await news.look();
  state.requests = [request('1', 'declined'), request('2', 'granted', '2027-01-31')];
  await news.look('now');
  state.requests = [request('1', 'declined'), request('2', 'ending', '2027-01-31')];
  await news.look('now');
  await news.shown(state.requests);
  await news.look('now');
  expect(state.told).toEqual([0, 2, 2, 0, 0]);
});

test('an end that was put off comes anew', async () => {
  const { state, news } = world();
  state.requests = [request('2', 'ending', '2027-01-31')];
  await news.shown(state.requests);
  state.requests = [request('2', 'ending', '2027-02-28')];
  await news.look('now');
  expect(state.told.at(-1)).toBe(1);
});

test('of what was answered before the first look only a coming end is news', async () => {
  const { state, news } = world();
  state.requests = [request('1', 'declined'), request('2', 'ending', '2027-01-31')];
  await news.look();
  expect(state.told).toEqual([1]);
});

test('requests that wait are no news', async () => {
  const { state, news } = world();
  await news.look();
  state.requests = [request('1', 'open'), request('2', 'waiting')];
  await news.look('now');
  expect(state.told).toEqual([0, 0]);
});

test('while nobody can tell, what was said stays', async () => {
  const { state, news } = world();
  state.requests = null;
  await news.look();
  expect(state.told).toEqual([]);
});

test('it is not asked about more than every five minutes, also where the clock was set back', async () => {
  const { state, news } = world();
  for (const time of [0, 60_000, 299_000, 300_000, 310_000, 10_000]) {
    state.time = time;
    await news.look();
  }
  expect(state.asked).toBe(3);
});
