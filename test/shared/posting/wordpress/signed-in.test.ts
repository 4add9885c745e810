import { describe, expect, it } from 'vitest';
import { signedInName } from '../../../../shared/posting/wordpress/signed-in.ts';

const session = 'wordpress_logged_in_8d3f=koho%7C1795977791%7Ctoken%7Cseal';

describe('who is signed in to a WordPress', () => {
  it.each<[string, Record<string, string>, string | null]>([
    ['nobody', {}, null],
    ['whom the cookie names', { cookie: `a=b; ${session}` }, 'koho'],
    [
      'a name in Japanese',
      { cookie: 'wordpress_logged_in_a=%E5%BA%83%E5%A0%B1%7C1%7Cx%7Cy' },
      '広報',
    ],
    [
      'the same person at two sites',
      { cookie: `${session}; wordpress_logged_in_0=koho%7C1` },
      'koho',
    ],
    ['two people', { cookie: `${session}; wordpress_logged_in_0=kacho%7C1` }, null],
    ['an escape that is none', { cookie: 'wordpress_logged_in_a=50%|1' }, '50%'],
    ['a cookie of another program', { cookie: 'logged_in=koho%7C1' }, null],
    ['an application password', { authorization: 'Basic a29obzphYmNk' }, 'koho'],
    [
      'the header before the cookie',
      { authorization: 'basic a29obzphYmNk', cookie: 'wordpress_logged_in_a=b' },
      'koho',
    ],
    ['a header that is none', { authorization: 'Basic !!' }, null],
    ['a token', { authorization: 'Bearer abc' }, null],
  ])('%s', (_, headers, name) => {
    expect(signedInName(headers)).toBe(name);
  });
});
