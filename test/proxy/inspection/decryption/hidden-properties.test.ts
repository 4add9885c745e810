import { describe, expect, it } from 'vitest';
import { openProperties } from '../../../../proxy/inspection/decryption/hidden-properties.ts';
import { createRc4 } from '../../../../proxy/inspection/decryption/rc4.ts';
import { hiddenProperties } from '../build-encrypted-97.ts';

const keyOf = (block: number) => createRc4(Buffer.from([1, 2, 3, 4, block]));
const kind = {
  header: Buffer.alloc(0),
  apply: (block: number, bytes: Uint8Array) => keyOf(block).apply(bytes),
};
const rootWith = (hidden: Uint8Array) => ({
  name: '',
  storages: [],
  streams: new Map([['encryption', hidden]]),
});

describe('hidden properties', () => {
  const hidden = hiddenProperties({ a: Buffer.from('first'), bb: Buffer.from('second') }, kind);

  it('become streams of their own', () => {
    const { streams } = openProperties(rootWith(hidden), 'encryption', keyOf);
    expect([...streams].map(([name, bytes]) => [name, Buffer.from(bytes).toString()])).toEqual([
      ['a', 'first'],
      ['bb', 'second'],
    ]);
  });

  it('are left alone where they are not encrypted, or not there', () => {
    const root = rootWith(hidden);
    expect(openProperties(root, 'encryption', null)).toBe(root);
    expect(openProperties(root, 'other', keyOf)).toBe(root);
  });

  it.each([3, 8, 20, 40])('are broken where %d bytes are left of them', (length) => {
    expect(() => openProperties(rootWith(hidden.subarray(0, length)), 'encryption', keyOf)).toThrow(
      'broken',
    );
  });
});
