import { expect, test } from 'vitest';
import { nextAfter, queueStep } from '../../../../proxy/console/text/queue-step.ts';

const waiting = ['a', 'b', 'c'].map((id) => ({ id }));

test.each([
  ['the first', 'a', { place: 1, previous: null, next: 'b' }],
  ['one between', 'b', { place: 2, previous: 'a', next: 'c' }],
  ['the last', 'c', { place: 3, previous: 'b', next: null }],
  ['one that left the queue', 'x', { place: null, previous: null, next: 'a' }],
])('%s stands where it stands', (_, id, step) => {
  expect(queueStep(waiting, id)).toEqual(step);
});

test.each([
  ['a', 'b'],
  ['c', 'a'],
  ['x', 'a'],
])('after %s comes %s', (id, next) => {
  expect(nextAfter(waiting, id)).toBe(next);
});

test('after the only one comes none', () => {
  expect(nextAfter([{ id: 'a' }], 'a')).toBeNull();
  expect(nextAfter([], 'a')).toBeNull();
});
