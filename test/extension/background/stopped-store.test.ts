import { describe, expect, it } from 'vitest';
import { createNavigations } from '../../../extension/background/navigations.ts';
import { createStoppedStore } from '../../../extension/background/stopped-store.ts';
import type { Stopped } from '../../../extension/messages.ts';
import { keptInMemory } from '../../../extension/platform/kept-in-memory.ts';

const navigation = (ref: string, url: string, at: number, page: string | null = null) => ({
  ref,
  url,
  page,
  at,
  obstacle: null,
  decision: null,
});
const store = () => createStoppedStore(keptInMemory<Stopped[]>());

describe('what was stopped', () => {
  it('is found by its reference, the last fifty of them', async () => {
    const stopped = store();
    for (let i = 0; i < 60; i++) await stopped.add(navigation(`r${i}`, `http://a.example/${i}`, i));
    expect(await stopped.get('r59')).toMatchObject({ url: 'http://a.example/59' });
    expect(await stopped.get('r9')).toBeNull();
  });

  it('counts how often the same URL was stopped within a minute', async () => {
    const stopped = store();
    const url = 'http://a.example/';
    expect(await stopped.add(navigation('a', url, 0))).toHaveProperty('retries', 0);
    expect(await stopped.add(navigation('b', url, 30_000))).toHaveProperty('retries', 1);
    expect(await stopped.add(navigation('c', url, 60_000))).toHaveProperty('retries', 2);
    expect(await stopped.add(navigation('d', url, 200_000))).toHaveProperty('retries', 0);
  });

  it('loses nothing when two are added at once', async () => {
    const stopped = store();
    await Promise.all([
      stopped.add(navigation('a', 'http://a.example/', 0)),
      stopped.add(navigation('b', 'http://b.example/', 0)),
    ]);
    expect(await stopped.get('a')).not.toBeNull();
    expect(await stopped.get('b')).not.toBeNull();
  });
});

describe('the page that somebody came from', () => {
  const blockPage = 'chrome-extension://x/blocked.html';
  const request = { requestId: '1', tabId: 1, url: 'https://stopped.example/#part' };

  it.each<[string, string | null, string | null, string | null]>([
    ['is the one in the tab', 'https://city.example/a#b', null, 'https://city.example/a'],
    ['is who asked, for a new tab', 'about:blank', 'https://city.example', 'https://city.example'],
    ['is none for a typed address', 'about:blank', null, null],
    ['is none of the browser’s own', 'chrome://settings/', null, null],
    ['is the one before the block page', `${blockPage}?ref=r`, null, 'https://before.example/'],
  ])('%s', async (_, shown, initiator, expected) => {
    const stopped = store();
    await stopped.add(navigation('r', 'https://x.example/', 0, 'https://before.example/'));
    const navigations = createNavigations({ tabUrl: async () => shown, blockPage, stopped });
    navigations.begin(request, initiator);
    expect(await navigations.of(1, 'https://stopped.example/')).toHaveProperty('page', expected);
  });

  it('is not mistaken for that of another navigation', async () => {
    const navigations = createNavigations({
      tabUrl: async () => 'https://city.example/',
      blockPage,
      stopped: store(),
    });
    navigations.begin(request, null);
    expect((await navigations.of(1, 'https://other.example/')).page).toBeNull();
    expect(navigations.left(1, 'https://other.example/')).toBe(true);
    expect(navigations.left(1, 'https://stopped.example/')).toBe(false);
    expect(navigations.left(2, 'https://other.example/')).toBe(false);
    expect((await navigations.of(2, request.url)).page).toBeNull();
    navigations.end(1);
    expect((await navigations.of(1, request.url)).page).toBeNull();
  });
});
