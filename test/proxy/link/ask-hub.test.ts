import { expect, test } from 'vitest';
import { createAsking, isApprovedAt } from '../../../proxy/link/ask-hub.ts';
import { createLog } from '../../../proxy/platform/log.ts';

const log = createLog('link', 'silent');

test('who asks while it is asked waits for the same', async () => {
  let asked = 0;
  const answer = Promise.withResolvers<void>();
  const ask = () => {
    asked++;
    return answer.promise;
  };
  const asking = createAsking(ask, log, 'not read');
  const both = [asking.once(), asking.within(60_000)];
  expect(asked).toBe(1);
  answer.resolve();
  await Promise.all([...both, asking.idle()]);
  await asking.once();
  expect(asked).toBe(2);
});

test('a hub that does not answer is waited for no longer than was said, one that fails throws nothing', async () => {
  const never = createAsking(() => new Promise(() => {}), log, 'not read');
  await never.within(5);
  const failing = createAsking(async () => Promise.reject(new Error('away')), log, 'not read');
  await failing.once();
  await failing.within(5);
});

test.each([
  [
    'before its time by more than clocks differ',
    '2026-11-30T00:02:01Z',
    '2026-11-30T02:00:00Z',
    false,
  ],
  ['of a hub whose clock is ahead', '2026-11-30T00:01:59Z', '2026-11-30T02:00:00Z', true],
  ['in its time', '2026-11-29T00:00:00Z', '2026-11-30T00:00:01Z', true],
  ['at its end', '2026-11-29T00:00:00Z', '2026-11-30T00:00:00Z', false],
  ['without an end', '2026-11-29T00:00:00Z', null, false],
])('an approval %s', (_, at, until, isGood) => {
  const now = Date.parse('2026-11-30T00:00:00Z');
  expect(isApprovedAt({ state: 'approved', answer: { at, until } }, now)).toBe(isGood);
  expect(isApprovedAt({ state: 'sent-back', answer: { at, until } }, now)).toBe(false);
  expect(isApprovedAt({ state: 'approved', answer: null }, now)).toBe(false);
});
