import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../proxy/inspection/digest.ts';
import { utf8 } from './build-documents.ts';

const key = new Uint8Array(32).fill(1);

describe('a digest', () => {
  it('is a truncated HMAC over all pieces', () => {
    const whole = createHmac('sha256', key).update('abc').digest('hex');
    expect(digestOf(key, [utf8('ab'), utf8('c')])).toBe(whole.slice(0, 32));
  });

  it('is another with another key', () => {
    expect(digestOf(new Uint8Array(32), [utf8('a')])).not.toBe(digestOf(key, [utf8('a')]));
  });
});
