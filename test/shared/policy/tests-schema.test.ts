import { describe, expect, test } from 'vitest';
import { policyTestSchema } from '../../../shared/policy/tests-schema.ts';

const least = { url: 'https://www.lg.jp/', expect: 'allow' };

describe('an example', () => {
  test.each<[string, object, boolean]>([
    ['needs a URL and what is expected', least, true],
    [
      'names who, how and when',
      {
        ...least,
        user: 'a',
        unit: 'b',
        method: 'POST',
        initiator: 'c.jp',
        at: '2026-11-24T10:00:00+09:00',
        why: 'd',
      },
      true,
    ],
    ['without a URL is none', { expect: 'allow' }, false],
    ['that expects something else is none', { ...least, expect: 'drop' }, false],
    ['with a method in small letters is none', { ...least, method: 'get' }, false],
    ['with a time without its offset is none', { ...least, at: '2026-11-24T10:00:00' }, false],
    ['with another key is none', { ...least, where: 'here' }, false],
  ])('%s', (_, value, sound) => {
    expect(policyTestSchema.safeParse(value).success).toBe(sound);
  });
});
