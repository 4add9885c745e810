import { describe, expect, it } from 'vitest';
import { createKeys, passwordBytes } from '../../../proxy/inspection/keys.ts';

const hex = (password: string) =>
  passwordBytes(password).map((bytes) => Buffer.from(bytes).toString('hex'));

describe('the keys of an inspection', () => {
  it('say what a person can do about it first', () => {
    const keys = createKeys('a');
    expect(keys.lock).toBe(null);
    expect(keys.locked('useless').why).toBe('encrypted');
    expect(keys.lock).toBe('useless');
    keys.refused();
    expect(keys.lock).toBe('wrong');
    keys.locked('useless');
    expect(keys.lock).toBe('wrong');
  });

  it('want a password where there is none', () => {
    const keys = createKeys(null);
    keys.refused();
    expect(keys.lock).toBe('wanted');
  });
});

describe('the bytes of a password', () => {
  it.each([
    ['are those of ASCII, once', 'abc', ['616263']],
    ['are UTF-8, then Shift_JIS', '秘', ['e7a798', '94e9']],
    ['are UTF-8 alone where Shift_JIS has no such letter', '😀', ['f09f9880']],
    ['are tried as typed, then composed', 'か\u3099', ['e3818be38299', 'e3818c', '82aa']],
  ])('%s', (_, password, bytes) => expect(hex(password)).toEqual(bytes));
});
