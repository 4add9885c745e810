import { expect, test } from 'vitest';
import { passwordMends } from '../../../../proxy/console/text/new-password.ts';
import { ja } from '../../../../proxy/console/words/ja.ts';

const long = 'x'.repeat(12);

test.each([
  ['a short password', 'x'.repeat(11), '', { next: ja.password.short }],
  ['two different ones', long, `${long}y`, { again: ja.password.differs }],
  ['the same one twice', long, long, {}],
])('%s', (_name, next, again, expected) => {
  expect(passwordMends(ja.password, next, again)).toEqual(expected);
});
