import { describe, expect, it } from 'vitest';
import { webCryptography } from '../../../proxy/terminal/web-cryptography.ts';
import { makeKeyPair } from '../../support/fake-hub.ts';

const pair = await makeKeyPair();
const text = '関所';
const bytes = new TextEncoder().encode(text);
const signature = await pair.sign(text);
const { verify, sha256 } = webCryptography(pair.publicKey);

describe('webCryptography', () => {
  it('takes the signature of the key', async () => {
    expect(await verify(pair.publicKey, bytes, signature)).toBe(true);
  });

  it.each<[string, () => Promise<boolean>]>([
    ['another text', () => verify(pair.publicKey, new TextEncoder().encode('関'), signature)],
    ['another key', async () => verify((await makeKeyPair()).publicKey, bytes, signature)],
    ['a key that is none', () => verify({ ...pair.publicKey, x: 'AAAA' }, bytes, signature)],
    [
      'a key of another kind',
      () => verify({ ...pair.publicKey, kty: 'EC', crv: 'P-256' }, bytes, signature),
    ],
    ['no signature', () => verify(pair.publicKey, bytes, '')],
    ['another spelling of the signature', () => verify(pair.publicKey, bytes, `${signature}==`)],
    ['a signature with something behind it', () => verify(pair.publicKey, bytes, `${signature}AA`)],
  ])('refuses %s without throwing', async (_, judged) => {
    expect(await judged()).toBe(false);
  });

  it('hashes UTF-8', async () => {
    expect(await sha256('abc')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
