import { expect, test } from 'vitest';
import { createByteBudget } from '../../../proxy/gateway/byte-budget.ts';
import { inspectTogether } from '../../../proxy/gateway/inspect-together.ts';
import type { Whole } from '../../../proxy/gateway/resumable/put-together.ts';
import { compilePolicy } from '../../../shared/policy/compile.ts';
import { contentOptions } from '../../support/content-options.ts';
import { lookingPolicy } from '../../support/looking-policy.ts';
import { individual } from '../inspection/build-documents.ts';

const state = lookingPolicy([1]);
if (state.state !== 'fresh') throw new Error(state.state);
const url = 'https://files.example/a';
const look = {
  policy: compilePolicy(state.policy),
  request: { method: 'PATCH', url, headers: { 'content-type': 'application/octet-stream' } },
  url,
  hasBody: true,
  asksMuch: false,
  signal: new AbortController().signal,
};
const held = (text: string) => {
  const bytes = Buffer.from(text);
  return { state: 'held', bytes, stream: () => null as never, release: () => {} } as const;
};
const whole = (text: string): Whole => ({
  kind: 'whole',
  before: [],
  bytes: Buffer.byteLength(text),
  name: '名簿.txt',
  isForm: false,
  read: async () => Buffer.from(text),
  drop: async () => {},
});
const by = (room = 1e9) => ({ content: contentOptions(), budget: createByteBudget(room, 10) });

test('of the last part all of the file is inspected, under its name', async () => {
  const options = by();
  const file = whole(`個人番号 ${individual()}`);
  const { items } = await inspectTogether(file, held('34'), look, options);
  expect(items).toMatchObject([
    { name: '名簿.txt', inspected: true, findings: [{ kind: 'individual-number' }] },
  ]);
  expect(options.budget.held).toBe(0);
});

test('without room for it nothing is known of it', async () => {
  const options = by(200);
  options.budget.take(100);
  const { items } = await inspectTogether(whole('a'.repeat(2_000_000)), held('雪'), look, options);
  expect(items).toMatchObject([{ inspected: 'partly', why: 'busy' }]);
});

test('what stands alone is never wholly inspected, and what is found in it counts', async () => {
  const alone = { kind: 'alone', why: 'resumable-part', before: [] } as const;
  const text = `個人番号 ${individual()}`;
  expect((await inspectTogether(alone, held(text), look, by())).items).toMatchObject([
    { inspected: 'partly', why: 'resumable-part', findings: [{ kind: 'individual-number' }] },
  ]);
  const none = await inspectTogether(alone, null, { ...look, hasBody: false }, by());
  expect(none.items).toMatchObject([{ inspected: false, why: 'resumable-part' }]);
});
