import { expect, it } from 'vitest';
import { fileOf, referenceTo } from '../../../shared/posting/attachment.ts';

it('keeps what a file in the request is', () => {
  const bytes = new Uint8Array(3);
  expect(fileOf({ name: 'f', fileName: 'a.png', type: 'image/png', bytes })).toEqual({
    name: 'a.png',
    type: 'image/png',
    size: 3,
    reference: null,
    data: bytes,
  });
});

it('takes an empty file name for none', () => {
  expect(fileOf({ name: 'f', fileName: '', type: null, bytes: new Uint8Array() }).name).toBeNull();
});

it('refers to what was uploaded before', () => {
  expect(referenceTo('42')).toMatchObject({ reference: '42', size: null });
});
