import { expect, test } from 'vitest';
import { createResolve, type ResolveOptions } from '../../../proxy/gateway/resolve.ts';
import { parseAuthority } from '../../../shared/destination/destination.ts';

function to(authority: string) {
  const parsed = parseAuthority(authority);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.destination;
}

function resolver(options: ResolveOptions = {}) {
  const asked: string[] = [];
  const clock = { at: 0 };
  const resolve = createResolve({
    lookupAll: async (name) => {
      asked.push(name);
      return ['192.0.2.1', '2001:db8::1'];
    },
    now: () => clock.at,
    ...options,
  });
  return { asked, clock, resolve };
}

test.each([
  ['localhost:80', ['127.0.0.1']],
  ['city.localhost:80', ['127.0.0.1']],
  ['192.0.2.9:80', ['192.0.2.9']],
  ['[2001:db8::9]:80', ['2001:db8::9']],
])('%s is known without asking', async (authority, addresses) => {
  const { asked, resolve } = resolver();
  expect(await resolve(to(authority))).toEqual(addresses);
  expect(asked).toEqual([]);
});

test('a name is asked once at the same time, and again when it has been forgotten', async () => {
  const { asked, clock, resolve } = resolver({ rememberMs: 100 });
  await Promise.all([resolve(to('a.example:80')), resolve(to('a.example:81'))]);
  await resolve(to('a.example:80'));
  expect(asked).toEqual(['a.example']);
  clock.at = 100;
  expect(await resolve(to('a.example:80'))).toEqual(['192.0.2.1', '2001:db8::1']);
  expect(asked).toEqual(['a.example', 'a.example']);
});

test('no more names than the cap are remembered', async () => {
  const { asked, resolve } = resolver({ cap: 2 });
  for (const name of ['a', 'b', 'c', 'a']) await resolve(to(`${name}.example:80`));
  expect(asked).toEqual(['a.example', 'b.example', 'c.example', 'a.example']);
});

test('a failure is not remembered', async () => {
  let fails = true;
  const { resolve } = resolver({
    lookupAll: async () => {
      if (fails) throw Object.assign(new Error('x'), { code: 'EAI_AGAIN' });
      return ['192.0.2.1'];
    },
  });
  await expect(resolve(to('a.example:80'))).rejects.toMatchObject({ code: 'EAI_AGAIN' });
  fails = false;
  expect(await resolve(to('a.example:80'))).toEqual(['192.0.2.1']);
});

test.each([
  ['no address is no destination', async () => [], 'ENOTFOUND'],
  ['no answer ends with the time limit', () => new Promise<string[]>(() => {}), 'LOOKUP_TIMEOUT'],
])('%s', async (_, lookupAll, code) => {
  const { resolve } = resolver({ lookupAll, timeoutMs: 5 });
  await expect(resolve(to('a.example:80'))).rejects.toMatchObject({ code });
});
