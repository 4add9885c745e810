import { expect, test } from 'vitest';
import { createPostingSessions } from '../../../proxy/gateway/posting-sessions.ts';

const url = 'https://api.x.com/1.1/account/verify_credentials.json';
const made = (cookie: string) => ({ url, headers: { cookie: `auth_token=${cookie}` } });
const answer = (name: string) => ({
  status: 200,
  body: Buffer.from(JSON.stringify({ screen_name: name, id_str: '7' })),
});

test('knows a session by its cookie, until it is old', () => {
  let at = 0;
  const sessions = createPostingSessions(() => at, { most: 10, age: 1000 });
  sessions.learn(made('one'), answer('yokote'));
  expect(sessions.accountOf('x', made('one'))).toMatchObject({ account: 'yokote', aliases: ['7'] });
  expect(sessions.accountOf('x', made('two'))).toBeNull();
  expect(sessions.accountOf('bluesky', made('one'))).toBeNull();
  at = 1000;
  expect(sessions.accountOf('x', made('one'))).toBeNull();
  // A clock that was set back must not make it last longer.
  sessions.learn(made('one'), answer('yokote'));
  at = 0;
  expect(sessions.accountOf('x', made('one'))).toBeNull();
});

test('keeps so many, and the latest name of each', () => {
  const sessions = createPostingSessions(() => 0, { most: 2, age: 1000 });
  for (const cookie of ['one', 'two', 'one', 'three']) sessions.learn(made(cookie), answer(cookie));
  const known = ['one', 'two', 'three'].map((each) => sessions.accountOf('x', made(each))?.account);
  expect(known).toEqual(['one', undefined, 'three']);
});
