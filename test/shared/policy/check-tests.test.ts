import { describe, expect, test } from 'vitest';
import { checkTests } from '../../../shared/policy/check-tests.ts';
import { placeText } from '../../../shared/policy/finding.ts';
import type { PolicyTest } from '../../../shared/policy/tests-schema.ts';

const known = { units: new Set(['総務企画部']), users: new Set(['tanaka']) };
const one = { url: 'https://www.lg.jp/', expect: 'allow' } as const;

describe('the examples of a policy', () => {
  test.each<[string, readonly PolicyTest[], readonly string[]]>([
    ['are sound', [one, { ...one, user: 'tanaka' }, { ...one, unit: '総務企画部' }], []],
    ['name a URL that nobody can read', [{ ...one, url: 'www.lg.jp' }], ['error tests[0].url']],
    ['name a user whom there is not', [one, { ...one, user: 'x' }], ['error tests[1].user']],
    ['name a unit that there is not', [{ ...one, unit: 'x' }], ['error tests[0].unit']],
    ['stand there twice', [one, { why: '念のため', ...one }], ['warning tests[1]']],
    ['contradict each other', [one, { ...one, expect: 'block' }], ['error tests[1]']],
  ])('%s', (_, tests, expected) => {
    const found = checkTests(tests, known);
    expect(found.map(({ severity, at }) => `${severity} ${placeText(at)}`)).toEqual(expected);
  });
});
