import { expect, test } from 'vitest';
import { inspectHeld } from '../../../proxy/gateway/inspect-held.ts';
import { compilePolicy } from '../../../shared/policy/compile.ts';
import { contentOptions } from '../../support/content-options.ts';
import { lookingPolicy } from '../../support/looking-policy.ts';

const state = lookingPolicy([1]);
if (state.state !== 'fresh') throw new Error(state.state);
const url = 'https://files.example/a';
const look = {
  policy: compilePolicy(state.policy),
  request: { method: 'POST', url, headers: { 'content-type': 'text/plain' } },
  url,
  hasBody: true,
  asksMuch: false,
  signal: new AbortController().signal,
};
const rest = { stream: () => null as never, release: () => {} };

test('a body that is held is inspected, and has its digest', async () => {
  const body = { state: 'held', bytes: Buffer.from('ゆき'), ...rest } as const;
  const { items } = await inspectHeld(body, look, contentOptions());
  expect(items).toMatchObject([
    { inspected: true, digest: expect.stringMatching(/^[0-9a-f]{32}$/) },
  ]);
});

test('a body that is not held is not inspected, and has a digest all the same', async () => {
  const body = { state: 'not-held', why: 'too-large', length: 9, ...rest } as const;
  const { items, body: read } = await inspectHeld(body, look, contentOptions());
  expect(items).toMatchObject([{ inspected: false, why: 'too-large', bytes: 9 }]);
  expect([items[0]?.digest.length, read]).toEqual([32, null]);
});
