import { describe, expect, it } from 'vitest';
import { createRc4 } from '../../../../proxy/inspection/decryption/rc4.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('RC4', () => {
  it.each([
    ['Key', 'Plaintext', 'bbf316e8d940af0ad3'],
    ['Wiki', 'pedia', '1021bf0420'],
    ['Secret', 'Attack at dawn', '45a01f645fc35b383552544b9bf5'],
  ])('with %s makes of %s what is published', (key, text, hex) => {
    expect(createRc4(bytes(key)).apply(bytes(text)).toString('hex')).toBe(hex);
  });

  it('goes on where it stopped', () => {
    const stream = createRc4(bytes('Key'));
    const pieces = [stream.apply(bytes('Plain')), stream.apply(bytes('text'))];
    expect(Buffer.concat(pieces).toString('hex')).toBe('bbf316e8d940af0ad3');
  });
});
