import { expect, test } from 'vitest';
import { usesOf } from '../../../../proxy/inspection/registered/registered-secret.ts';

test('each use has a key of its own, and another secret gives others', () => {
  const one = usesOf(new Uint8Array(32).fill(1));
  const other = usesOf(new Uint8Array(32).fill(2));
  const bytes = new TextEncoder().encode('図面');
  expect(one.grams).toHaveLength(32);
  expect(one.name).toMatch(/^[0-9a-f]{16}$/);
  expect(one.digest(bytes)).toMatch(/^[0-9a-f]{64}$/);
  expect(one.digest(bytes)).toBe(usesOf(new Uint8Array(32).fill(1)).digest(bytes));
  expect(other.grams).not.toEqual(one.grams);
  expect(other.name).not.toBe(one.name);
  expect(other.digest(bytes)).not.toBe(one.digest(bytes));
  expect(Buffer.from(one.grams).toString('hex')).not.toContain(one.name);
});
