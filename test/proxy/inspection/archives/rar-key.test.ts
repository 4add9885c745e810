import { describe, expect, it } from 'vitest';
import { decryptRar, rar4Key, rar5Key } from '../../../../proxy/inspection/archives/rar-key.ts';
import { NotInspected } from '../../../../proxy/inspection/limits.ts';

const salt = Buffer.from('0123456789abcdef');

describe('keys of rar', () => {
  it('of version 5 are those of PBKDF2', () => {
    const key = rar5Key('password', { power: 1, salt: Buffer.from('salt'), check: null });
    expect(Buffer.from(key ?? []).toString('hex')).toBe(
      'ae4d0c95af6b46d32d0adff928f06dd02a303f8ef3c251dfd6e2d85a95474c43',
    );
  });

  it('of version 5 are none where the check is not that of the password', () => {
    expect(rar5Key('a', { power: 1, salt, check: new Uint8Array(8) })).toBeNull();
  });

  it('of version 5 are not made for ever', () => {
    const lock = { power: 25, salt, check: null };
    expect(() => rar5Key('a', lock)).toThrow(NotInspected);
  });

  it('of version 4 have sixteen bytes, and so has the vector', () => {
    const { key, iv } = rar4Key('a', salt.subarray(0, 8));
    expect([key.length, iv.length]).toEqual([16, 16]);
    expect(rar4Key('b', salt.subarray(0, 8)).key).not.toEqual(key);
    expect(rar4Key('a', salt.subarray(8)).key).not.toEqual(key);
  });

  it('open whole blocks alone', () => {
    expect(() => decryptRar(new Uint8Array(15), new Uint8Array(32), salt)).toThrow(NotInspected);
    expect(decryptRar(new Uint8Array(32), new Uint8Array(16), salt)).toHaveLength(32);
  });
});
