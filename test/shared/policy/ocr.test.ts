import { describe, expect, it } from 'vitest';
import { compileOcr, defaultOcr, ocrSchema } from '../../../shared/policy/ocr.ts';

describe('uploads.ocr', () => {
  it.each([
    ['seconds', { time: '5s' }, { time: 5000 }],
    ['at most two minutes', { time: '120s', pages: 3 }, { time: 120_000, pages: 3 }],
    ['none at all', { time: 'off' }, { time: 0 }],
  ])('takes %s', (_, ocr, compiled) => {
    expect(compileOcr(ocrSchema.parse(ocr))).toEqual(compiled);
  });

  it.each(['0s', '121s', '20', '1m', '-5s', '', '1.5s'])('refuses %s', (time) => {
    expect(ocrSchema.safeParse({ time }).success).toBe(false);
  });

  it.each([[{}], [{ time: '5s', pages: 0 }], [{ time: 20 }], [{ time: '5s', language: 'jpn' }]])(
    'refuses %j',
    (ocr) => {
      expect(ocrSchema.safeParse(ocr).success).toBe(false);
    },
  );

  it('is 20 seconds where the policy does not say', () => {
    expect(compileOcr(undefined)).toEqual(defaultOcr);
    expect(defaultOcr.time).toBe(20_000);
  });
});
