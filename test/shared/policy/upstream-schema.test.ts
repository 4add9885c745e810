import { expect, test } from 'vitest';
import { upstreamSchema } from '../../../shared/policy/upstream-schema.ts';

test.each([
  ['the proxy alone', { proxy: 'http://cloud.example.lg.jp:8080' }, true],
  [
    'a user and exceptions',
    { proxy: 'https://cloud.example.lg.jp', credential: { user: 'yokote' }, except: ['lg.jp'] },
    true,
  ],
  ['no proxy', { except: [] }, false],
  ['a password', { proxy: 'http://a.example', credential: { user: 'a', password: 'x' } }, false],
])('takes %s: %j', (_, value, expected) => {
  expect(upstreamSchema.safeParse(value).success).toBe(expected);
});
