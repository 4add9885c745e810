import { expect, test } from 'vitest';
import { createReadBuffers, largeBytes, smallBytes } from '../../../proxy/gateway/read-buffers.ts';

test('small ones are the own of whoever asks', () => {
  const buffers = createReadBuffers();
  const small = buffers.small();
  expect(small.length).toBe(smallBytes);
  expect(buffers.small().buffer).not.toBe(small.buffer);
});

test('large ones are lent up to the cap, one to each, and used again', () => {
  const buffers = createReadBuffers(2);
  const [first, second] = [buffers.borrow(), buffers.borrow()];
  expect(first?.length).toBe(largeBytes);
  expect(second?.buffer).not.toBe(first?.buffer);
  expect(buffers.borrow()).toBeNull();
  if (first !== null) buffers.giveBack(first);
  expect(buffers.lent).toBe(1);
  expect(buffers.borrow()?.buffer).toBe(first?.buffer);
});

test('small ones that were given back are used again, some of them', () => {
  const buffers = createReadBuffers(1, 1, 1);
  const [first, second] = [buffers.small(), buffers.small()];
  buffers.giveBackSmall(first);
  buffers.giveBackSmall(second);
  expect(buffers.small().buffer).toBe(first.buffer);
  expect(buffers.small().buffer).not.toBe(second.buffer);
});
