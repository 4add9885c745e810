import { expect, test } from 'vitest';
import { createSessions, idleMs, longestMs } from '../../../../proxy/hub/accounts/sessions.ts';
import { tokenHash } from '../../../../proxy/hub/accounts/tokens.ts';
import type { Session } from '../../../../proxy/hub/store/store.ts';
import { account } from '../store/store-samples.ts';

const start = Date.parse('2026-11-23T00:00:00Z');

function world() {
  const clock = { now: start };
  const kept = new Map<string, Session>();
  const touched: string[] = [];
  const accounts = new Map([['sato', account('sato')]]);
  const sessions = createSessions(
    {
      sessions: {
        create: async (session: Session) => void kept.set(session.hash, session),
        byHash: async (hash: string) => kept.get(hash) ?? null,
        touch: async (hash: string, seen: string) => {
          touched.push(seen);
          const known = kept.get(hash);
          if (known !== undefined) kept.set(hash, { ...known, seen });
        },
        end: async (hash: string) => void kept.delete(hash),
        dropBefore: async () => {},
      },
      accounts: { byId: async (id: string) => accounts.get(id) ?? null } as never,
    },
    () => clock.now,
  );
  return { clock, kept, touched, accounts, sessions };
}

test('a token leads to its account; only its hash is kept', async () => {
  const { kept, sessions } = world();
  const token = await sessions.begin('sato', undefined);
  expect((await sessions.caller(token))?.account.id).toBe('sato');
  expect([...kept.keys()]).toEqual([tokenHash(token)]);
  expect(JSON.stringify([...kept])).not.toContain(token);
  expect(await sessions.caller('other')).toBeNull();
});

const rows: [string, number[], boolean][] = [
  ['just now', [0], true],
  ['not quite an hour idle', [idleMs - 1], true],
  ['an hour idle', [idleMs], false],
  ['busy for seven hours', Array.from({ length: 14 }, (_, n) => (n + 1) * (idleMs / 2)), true],
  ['busy for eight hours', Array.from({ length: 16 }, (_, n) => (n + 1) * (longestMs / 16)), false],
];
test.each(rows)('a session %s', async (_, calls, good) => {
  const { clock, sessions } = world();
  const token = await sessions.begin('sato', undefined);
  let last: unknown = null;
  for (const at of calls) {
    clock.now = start + at;
    last = await sessions.caller(token);
  }
  expect(last !== null).toBe(good);
});

test('it is written once a minute that somebody is there', async () => {
  const { clock, touched, sessions } = world();
  const token = await sessions.begin('sato', undefined);
  for (let second = 0; second < 180; second += 10) {
    clock.now = start + second * 1000;
    await sessions.caller(token);
  }
  expect(touched).toHaveLength(2);
});

test('signing in again ends the session before; disabled accounts have none', async () => {
  const { accounts, kept, sessions } = world();
  const first = await sessions.begin('sato', undefined);
  const second = await sessions.begin('sato', first);
  expect(await sessions.caller(first)).toBeNull();
  expect(kept.size).toBe(1);
  accounts.set('sato', account('sato', { disabled: true }));
  expect(await sessions.caller(second)).toBeNull();
  await sessions.end(second);
  expect(kept.size).toBe(0);
});
