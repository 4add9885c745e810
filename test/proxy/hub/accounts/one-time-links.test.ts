import { expect, test } from 'vitest';
import { makeFirstLink, makeLink } from '../../../../proxy/hub/accounts/one-time-links.ts';
import type { OneTimeLink } from '../../../../proxy/hub/store/store.ts';

const now = Date.parse('2026-11-23T00:00:00Z');

function memory(hasAdministrator: boolean) {
  const links: OneTimeLink[] = [];
  const create = async (link: OneTimeLink) => {
    links.push(link);
  };
  const store = { links: { create }, accounts: { hasAdministrator: async () => hasAdministrator } };
  return { links, store: store as never };
}

test('a link lasts an hour, and only a hash of its token is kept', async () => {
  const { links, store } = memory(true);
  const about = { purpose: 'password', account: 'sato' } as const;
  const { link, expires } = await makeLink(store, 'http://127.0.0.1:8600', about, now);
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:8600\/setup#[\w-]{43}$/);
  expect(expires).toBe('2026-11-23T01:00:00.000Z');
  expect(links).toEqual([{ ...about, expires, hash: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
  expect(JSON.stringify(links)).not.toContain(link.split('#')[1]);
});

test('the first link is made while there is no administrator', async () => {
  const none = memory(false);
  expect(await makeFirstLink(none.store, '', now)).toMatch(/^\/setup#/);
  expect(none.links[0]?.purpose).toBe('first-administrator');
  const one = memory(true);
  expect(await makeFirstLink(one.store, '', now)).toBeNull();
  expect(one.links).toEqual([]);
});
