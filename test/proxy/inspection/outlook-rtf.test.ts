import { describe, expect, it } from 'vitest';
import { createBudget, defaultLimits } from '../../../proxy/inspection/limits.ts';
import { unpackRtf } from '../../../proxy/inspection/outlook-rtf.ts';
import { plainRtfBody } from './build-mail.ts';

const budget = () => createBudget({ ...defaultLimits, bytesOfEntry: 1000 }, () => 0);

describe('unpackRtf', () => {
  it('gives a body that is not packed as it is', () => {
    expect(Buffer.from(unpackRtf(plainRtfBody('{\\rtf1 a}'), budget())).toString()).toContain(
      '{\\rtf1 a}',
    );
  });

  it.each([
    ['a piece', plainRtfBody('{\\rtf1 a}').subarray(0, 9), 'truncated'],
    ['a length that nobody should believe', plainRtfBody('a', 4_000_000_000), 'too-large'],
    ['another packing', Buffer.from(plainRtfBody('a')).fill(1, 8, 12), 'broken'],
  ])('refuses %s', (_, packed, why) => {
    expect(() => unpackRtf(packed, budget())).toThrow(expect.objectContaining({ why }));
  });
});
