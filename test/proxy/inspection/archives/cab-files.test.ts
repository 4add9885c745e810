import { expect, it } from 'vitest';
import { cabFiles } from '../../../../proxy/inspection/archives/cab-files.ts';
import { cabOf } from '../build-archives.ts';
import { utf8 } from '../build-documents.ts';

const cab = cabOf([
  { name: utf8('a.txt'), content: utf8('abc') },
  { name: utf8('資料.txt'), content: utf8('abcdef') },
]);

it('are told in order, with their place', () => {
  const files = [...cabFiles(cab)].map(({ name, ...rest }) => [name.toString(), rest]);
  expect(files).toEqual([
    ['a.txt', { size: 3, start: 0, folder: 0, attributes: 0x20 }],
    ['資料.txt', { size: 6, start: 3, folder: 0, attributes: 0x20 }],
  ]);
});

it.each([20, 50, 65, 70])(
  'end with an error where the directory is cut off after %i bytes',
  (end) => {
    expect(() => [...cabFiles(cab.subarray(0, end))]).toThrow(RangeError);
  },
);
