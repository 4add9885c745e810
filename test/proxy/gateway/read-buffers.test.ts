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
