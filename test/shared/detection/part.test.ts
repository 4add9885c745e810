import { expect, it } from 'vitest';
import { columnName } from '../../../shared/detection/part.ts';

it.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [54, 'BC'],
  [16_383, 'XFD'],
])('names column %i %s', (index, name) => {
  expect(columnName(index)).toBe(name);
});
