import { expect, test } from 'vitest';
import { checkUnreadCopies } from '../../../shared/policy/check-unread-copies.ts';

test.each([
  ['google.com', 'translate.google.com'],
  ['.www.google.co.jp', 'www.google.co.jp'],
  ['translate.goog', 'a.translate.goog'],
  ['glob:*.archive.org', 'web.archive.org'],
  ['accounts.google.com', null],
  ['lg.jp', null],
  ['*', 'translate.google.com'],
  ['not a match', null],
])('an exception for %s takes in %s', (match, host) => {
  const found = checkUnreadCopies({ intercept: { except: [{ match, reason: '証明書' }] } });
  expect(found.map(({ severity, at }) => [severity, at.join('.')])).toEqual(
    host === null ? [] : [['warning', 'intercept.except.0.match']],
  );
  if (host !== null) expect(found[0]?.message).toContain(host);
});
