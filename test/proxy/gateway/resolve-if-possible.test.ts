import { expect, test } from 'vitest';
import { createResolveIfPossible } from '../../../proxy/gateway/resolve-if-possible.ts';
import { parseAuthority } from '../../../shared/destination/destination.ts';

const parsed = parseAuthority('city.example:443');
if (!parsed.ok) throw new Error(parsed.problem);
const { destination } = parsed;

function counted(answer: () => Promise<readonly string[]>) {
  const asked = { times: 0 };
  const resolve = () => {
    asked.times++;
    return answer();
  };
  return { asked, resolve };
}

test('gives what can be looked up', async () => {
  const { resolve } = counted(async () => ['192.0.2.1']);
  expect(await createResolveIfPossible({ resolve })(destination)).toEqual(['192.0.2.1']);
});

test('a name that cannot be looked up stays unchecked, and is not asked about again for a while', async () => {
  let at = 0;
  const { asked, resolve } = counted(() => Promise.reject(new Error('x')));
  const ask = createResolveIfPossible({ resolve, now: () => at, rememberMs: 100 });
  expect([await ask(destination), await ask(destination)]).toEqual([null, null]);
  expect(asked.times).toBe(1);
  at = 101;
  expect(await ask(destination)).toBeNull();
  expect(asked.times).toBe(2);
});

test('a resolver that does not answer is not waited for', async () => {
  const { resolve } = counted(() => new Promise(() => {}));
  expect(await createResolveIfPossible({ resolve, timeoutMs: 5 })(destination)).toBeNull();
});

test('its memory has an end', async () => {
  const { asked, resolve } = counted(() => Promise.reject(new Error('x')));
  const ask = createResolveIfPossible({ resolve, cap: 1 });
  const other = parseAuthority('other.example:443');
  if (!other.ok) throw new Error(other.problem);
  await ask(destination);
  await ask(other.destination);
  await ask(destination);
  expect(asked.times).toBe(3);
});
