import { expect, test } from 'vitest';
import { Refusal, type RefusalCode, refusals } from '../../../proxy/hub/refusals.ts';
import { consoleErrorSchema } from '../../../shared/protocol/console.ts';

test.each(Object.keys(refusals) as RefusalCode[])(
  '%s says it in Japanese, then English',
  (code) => {
    const refusal = new Refusal(code);
    expect(refusal.status).toBeGreaterThanOrEqual(400);
    const { error } = consoleErrorSchema.parse(refusal.body());
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/^.*[ぁ-ん].* \/ [^ぁ-ん]+$/);
  },
);

test('fields, problems and differences go along', () => {
  const more = { fields: { id: 'x' }, current: 3, difference: { lists: [], other: [] } };
  expect(new Refusal('stale-base', more).body()).toMatchObject({
    error: { fields: { id: 'x' } },
    current: 3,
    difference: { lists: [] },
  });
});
