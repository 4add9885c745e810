import { expect, test } from 'vitest';
import { isRar5, rarNumbers, rarStart } from '../../../../proxy/inspection/archives/rar-marks.ts';
import { rar4Mark, rar5Of } from '../build-archives.ts';

test('an archive is found where it begins, also behind a program', () => {
  expect(rarStart(Buffer.concat([Buffer.from('MZ'), rar4Mark]))).toBe(2);
  expect(rarStart(Buffer.from('Rar'))).toBe(-1);
  expect([isRar5(rar4Mark), isRar5(rar5Of([]))]).toEqual([false, true]);
});

test('numbers follow each other, seven bits a byte', () => {
  const numbers = rarNumbers(Uint8Array.of(0xff, 0x05, 0x80, 0x01, 0xac), 1);
  expect([numbers.next(), numbers.next(), numbers.at]).toEqual([5, 128, 4]);
  expect(() => numbers.next()).toThrow(RangeError);
  expect(() => rarNumbers(new Uint8Array(9).fill(0xff), 0).next()).toThrow(RangeError);
});
