import { describe, expect, it } from 'vitest';
import { plainRar } from '../../../../proxy/inspection/archives/rar.ts';
import { rarNames } from '../../../../proxy/inspection/archives/rar-names.ts';
import { createKeys } from '../../../../proxy/inspection/keys.ts';
import { rar5Of } from '../build-archives.ts';
import { utf8 } from '../build-documents.ts';
import { lockedRar4, lockedRar5 } from '../build-rar.ts';

const file = { name: 'a.txt', content: utf8('content'), password: 'か\u3099ぎ' };

describe('plainRar', () => {
  it('leaves what is open to the library, and what is none', () => {
    const keys = createKeys('x');
    expect(plainRar(rar5Of([{ name: utf8('a'), content: utf8('b') }]), keys)).toBeNull();
    expect(plainRar(utf8('Rar!\x1a\x07'), keys)).toBeNull();
    expect(plainRar(utf8('none'), keys)).toBeNull();
    expect(keys.lock).toBeNull();
  });

  it.each([
    ['5', lockedRar5(file)],
    ['4', lockedRar4(file)],
  ])('of version %s finds it behind a program, and knows both spellings', (_, bytes) => {
    const composed = lockedRar5({ ...file, password: 'がぎ' });
    for (const whole of [bytes, composed]) {
      const keys = createKeys(file.password);
      const plain = plainRar(Buffer.concat([utf8('MZ program'), whole]), keys);
      expect(rarNames(plain?.bytes ?? utf8(''))).toEqual(['a.txt']);
      expect(keys.lock).toBeNull();
    }
  });

  it('says what no password opens, and what is missing', () => {
    const locks = [null, 'x', file.password].map((password) => {
      const keys = createKeys(password);
      return [plainRar(lockedRar4(file, 20), keys), keys.lock];
    });
    expect(locks).toEqual([
      [null, 'useless'],
      [null, 'useless'],
      [null, 'useless'],
    ]);
    const wanted = createKeys(null);
    expect([plainRar(lockedRar5(file), wanted), wanted.lock]).toEqual([null, 'wanted']);
  });
});
