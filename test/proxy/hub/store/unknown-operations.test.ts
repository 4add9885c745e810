import { expect, test } from 'vitest';
import { operationPath } from '../../../../proxy/hub/store/unknown-operations.ts';

test.each([
  ['/i/api/v2/posts/1234567890/pin', '/i/api/v2/posts/*/pin'],
  ['/i/api/graphql/a8Kq_3-xT9zPLm2Q7yR4wA/CreateNoteTweet', '/i/api/graphql/*/CreateNoteTweet'],
  ['/v1/users/田中/notes', '/v1/users/*/notes'],
  ['', ''],
  ['/', '/'],
  [`/${'a'.repeat(60)}/x`, '/*/x'],
])('the operation of %s is %s', (path, expected) => {
  expect(operationPath(path)).toBe(expected);
});
